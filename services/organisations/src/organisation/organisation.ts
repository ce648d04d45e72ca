import { must } from '@commissioning/service';

/** One number of an organisation in one register. */
export interface Identifier {
  readonly scheme: 'GB-CHC' | 'GB-COH' | 'GB-SC' | 'GB-NIC' | 'GB-LAC' | 'LOCAL';
  readonly id: string;
}

/** Below which yearly income, in pence, an organisation is small; the council sets it. */
export class SizeLimit {
  constructor(private readonly incomePence: number) {}

  isSmall(annualIncomePence: number): boolean {
    return annualIncomePence < this.incomePence;
  }
}

/** How each register writes its numbers; the others are taken as they are. */
const WRITTEN: Partial<Record<Identifier['scheme'], RegExp>> = {
  'GB-CHC': /^\d{6,7}(-\d{1,3})?$/,
  'GB-COH': /^([A-Z]{2}|\d{2})\d{6}$/,
  'GB-SC': /^SC\d{6}$/,
  'GB-NIC': /^(NIC)?\d{6}$/,
};

const COMPANY_NUMBER_LENGTH = 8;

/** The identifiers in one way of writing, each once. Breaks `identifier-malformed`. */
export function written(identifiers: readonly Identifier[]): Identifier[] {
  const unique = new Map<string, Identifier>();
  for (const { scheme, id } of identifiers) {
    const tidy = tidied(scheme, id);
    must(
      WRITTEN[scheme]?.test(tidy) ?? true,
      'identifier-malformed',
      `${id} does not look like a number of ${scheme}. Copy it from the register.`,
    );
    unique.set(`${scheme} ${tidy}`, { scheme, id: tidy });
  }
  return [...unique.values()];
}

function tidied(scheme: Identifier['scheme'], id: string): string {
  const plain = id.toUpperCase().replace(/\s+/g, '');
  // Companies House numbers are often quoted without their leading zeros.
  return scheme === 'GB-COH' && /^\d+$/.test(plain) ? plain.padStart(COMPANY_NUMBER_LENGTH, '0') : plain;
}

/** Words that say what kind of body it is, not which one. */
const FILLERS = new Set('the and of for in a ltd limited cic cio trust charity'.split(' '));

/** The words that tell a name from others, in lower case without accents. A name of fillers alone keeps them. */
export function tellingWords(name: string): string[] {
  const words =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/['’]/g, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !FILLERS.has(word));
  return [...new Set(telling.length > 0 ? telling : words)];
}

const ALIKE = 0.8;

/** Two names that read nearly the same: Dice's coefficient over pairs of letters of the telling words. */
export function readsLike(one: string, other: string): boolean {
  const [a, b] = [pairs(one), pairs(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size) >= ALIKE;
}

/** Sorted, so that the order of the words does not matter; padded, so that single letters count. */
function pairs(name: string): Set<string> {
  const text = ` ${tellingWords(name).sort().join(' ')} `;
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}
