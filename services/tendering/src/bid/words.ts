/** Words of a text, as every page and rule counts them: runs of anything but white space. */
export const countWords = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
