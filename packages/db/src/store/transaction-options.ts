/** Long enough to order a column of thousands anew, short enough that nobody waits for a lost one for ever. In ms. */
export const transactionOptions = { maxWait: 10_000, timeout: 15_000 };

/**
 * For what moves a whole project, of ten thousand tasks or more, on a machine that has other things to do. Still shorter than
 * a process is given to let go of a tenant.
 */
export const wholeProject = { ...transactionOptions, timeout: 25_000 };
