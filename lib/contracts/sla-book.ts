/** How long after an edit of the policy or a calendar a function may still work by what was in force before. */
export const SLA_BOOK_FRESH_SECONDS = 60;

/** When clocks are derived anew after an edit: when no function works by the book of before, and its writes are done. */
export const REDERIVE_DELAY_SECONDS = 120;
