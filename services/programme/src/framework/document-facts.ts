import type { programmeApi } from '@commissioning/schemas';

const MONTH = '(January|February|March|April|May|June|July|August|September|October|November|December)';

/** Facts that council papers state in more than one place, with the ways in which they are written. */
const FACTS: readonly { fact: string; ways: readonly RegExp[]; read(found: string): string }[] = [
  {
    fact: 'whether the decision is key',
    ways: [/^\s*Key Decision\?\s*(Yes|No)\b/im, /^\s*Decision type:\s*(Key|Non-key)\b/im],
    read: (found) => (/^(yes|key)$/i.test(found) ? 'key' : 'not key'),
  },
  {
    fact: 'the month of the final approval of themes',
    ways: [
      new RegExp(`^\\s*${MONTH}\\s+Final cabinet approval of themes`, 'im'),
      new RegExp(`themes\\b[^.]*\\bfully developed and approved by ${MONTH}`, 'i'),
    ],
    read: (found) => found,
  },
];

/** Facts that the documents, or two places of one document, state differently. */
export function disagreements(
  documents: readonly { readonly name: string; readonly text: string }[],
): programmeApi.DriftFinding[] {
  return FACTS.flatMap(({ fact, ways, read }) => {
    const stated = documents.flatMap(({ name, text }) =>
      ways.flatMap((way) => {
        const found = way.exec(text)?.[1];
        return found ? [{ document: name, value: read(found) }] : [];
      }),
    );
    const [first] = stated;
    const other = stated.find(({ value }) => value !== first?.value);
    if (!first || !other) return [];
    const says = `On ${fact}, ${first.document} says “${first.value}” and ${
      other.document === first.document ? 'also' : other.document + ' says'
    } “${other.value}”.`;
    return [{ code: 'facts-disagree' as const, says, document: other.document }];
  });
}
