/** What the product is called where the server speaks: mails and the log. */
export const brandName = "Acre";
