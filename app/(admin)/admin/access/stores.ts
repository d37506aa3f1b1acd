/** Where there are no more stores than these, one is chosen from them; else its id is written. */
export const FEW_STORES = 200;
