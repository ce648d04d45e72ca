import { must } from '@commissioning/service';
import type { Criterion, Tender } from '../evaluation/evaluation';

const LEAST_WORDS = 8;
const LEAST_OWN_WORDS = 5;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * A reason speaks of this bid: it is a sentence, and some of its words are its own, not those of the scale, the
 * criterion or the question. What only repeats the descriptor would fit every bid and explains none.
 */
export function mustSpeakOfTheBid(text: string, tender: Tender, criterion: Criterion): void {
  const words = wordsOf(text);
  must(
    words.length >= LEAST_WORDS,
    'rationale-too-short',
    'Say in a full sentence what in the bid earns this mark.',
  );
  const given = [
    ...tender.markScale.map(({ descriptor }) => descriptor),
    criterion.title,
    criterion.question,
  ];
  const borrowed = new Set(wordsOf(given.filter(Boolean).join(' ')));
  const own = new Set(words.filter((word) => word.length > 2 && !borrowed.has(word)));
  must(
    own.size >= LEAST_OWN_WORDS,
    'rationale-only-repeats',
    'This repeats the descriptor or the criterion. Refer to what the bid says.',
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];
