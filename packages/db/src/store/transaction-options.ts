/** Long enough to order a column of thousands anew, short enough that nobody waits for a lost one for ever. In ms. */
export const transactionOptions = { maxWait: 10_000, timeout: 15_000 };
