/** How long after an edit of the policy or a calendar a function may still work by what was in force before. */
export const SLA_BOOK_FRESH_SECONDS = 60;
