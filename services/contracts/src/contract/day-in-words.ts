const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** 20 March 2018, from `2018-03-20`: for sentences that people read. */
export const dayInWords = (day: string): string => format.format(new Date(`${day}T00:00:00Z`));
