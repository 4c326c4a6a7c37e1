/** Stars of a review as the domain has them, 1 to 5; what is no whole number of them is none. */
export function starsOf(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 5 ? value : undefined;
}
