// Days as the specs of a district's page of another day name them.

/** So many days ago, as a date field has it. */
export const ago = (days: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" }).format(Date.now() - days * 86_400_000);
