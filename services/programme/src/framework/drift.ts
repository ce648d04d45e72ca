import type { programmeApi } from '@commissioning/schemas';
import { ancestorsOf } from './framework';
import { disagreements } from './document-facts';

type Finding = programmeApi.DriftFinding;

/** What the check needs of an area. */
export type KnownArea = Pick<
  programmeApi.OutcomeArea,
  'id' | 'title' | 'state' | 'cameFrom' | 'formerTitles'
> & { readonly definitions: readonly { readonly edition: number; readonly text: string }[] };

/** A published text; the first of a check is the one that quotes the framework. */
export interface PublishedText {
  readonly name: string;
  readonly text: string;
}

/**
 * Holds published texts against the framework: quotations that belong to another area or were superseded, areas that
 * a text lists and that nothing in the framework accounts for, paragraph numbers that are missing, and facts that the
 * texts state differently. An empty list means that none of these was found, not that the texts are right.
 */
export function checkDrift(documents: readonly PublishedText[], areas: readonly KnownArea[]): Finding[] {
  return [
    ...documents.flatMap((document) => [
      ...quotationFindings(document, areas),
      ...droppedAreas(document, areas),
      ...missingParagraphs(document),
    ]),
    ...disagreements(documents),
  ];
}

/** A quotation under the name of an area: `Reducing Poverty – … 'Everyone in …'`. */
export interface Quotation {
  readonly attributedTo: string;
  readonly quote: string;
  readonly paragraph?: string;
}

const LEAST_WORDS = 8;

/** Quotations of at least eight words in paragraphs that begin with a name and a dash. */
export function quotationsIn(text: string): Quotation[] {
  const quotations: Quotation[] = [];
  let paragraph: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    paragraph = numberOf(line) ?? paragraph;
    const [, attributedTo, body] = /^\s*(?:[-•·] )?(\p{Lu}[^.:'‘“]{2,80}?) ?[–—-] (.+)$/u.exec(line) ?? [];
    if (!attributedTo || !body) continue;
    for (const [, single, double] of body.matchAll(/['‘](.+?)['’](?=[\s.,;]|$)|[“"](.+?)[”"]/gu)) {
      const quote = single ?? double ?? '';
      if (words(quote).length < LEAST_WORDS) continue;
      quotations.push({ attributedTo: attributedTo.trim(), quote, ...(paragraph && { paragraph }) });
    }
  }
  return quotations;
}

function quotationFindings({ name, text }: PublishedText, areas: readonly KnownArea[]): Finding[] {
  return quotationsIn(text).flatMap(({ attributedTo, quote, paragraph }): Finding[] => {
    const at = { document: name, ...(paragraph && { paragraph }) };
    // Only what has a wording can be quoted: a priority is meant, not the listed area of nearly the same name.
    const area = areaCalled(
      attributedTo,
      areas.filter(({ definitions }) => definitions.length > 0),
    );
    if (!area) return [];
    const family = [area, ...ancestorsOf(areas, area.id)];
    const owner = areas.find((candidate) => wordingOf(candidate, quote));
    if (!owner) {
      const says = `The words quoted under ${attributedTo} are not in any definition of ${area.title}.`;
      return [{ code: 'quotation-unknown', says, areaId: area.id, ...at }];
    }
    const findings: Finding[] = [];
    if (!family.includes(owner)) {
      const says = `The words quoted under ${attributedTo} are the definition of ${owner.title}.`;
      findings.push({ code: 'quotation-of-another-area', says, areaId: owner.id, ...at });
    }
    const standing = latestOf(owner, areas);
    if (standing && plain(standing.text) !== plain(quote)) {
      const says = `The words quoted under ${attributedTo} were superseded by the definition of ${standing.title}.`;
      findings.push({ code: 'quotation-superseded', says, areaId: standing.id, ...at });
    }
    return findings;
  });
}

const wordingOf = (area: KnownArea, quote: string) =>
  area.definitions.find(({ text }) => plain(text) === plain(quote));

/** The wording that stands today for an area, or for what it became. */
function latestOf(
  area: KnownArea,
  areas: readonly KnownArea[],
): { id: string; title: string; text: string } | undefined {
  const heir =
    area.state === 'live'
      ? area
      : areas.find((other) => other.state === 'live' && ancestorsOf(areas, other.id).includes(area));
  const text = heir?.definitions.at(-1)?.text;
  return heir && text ? { id: heir.id, title: heir.title, text } : undefined;
}

/**
 * Areas of the framework that a text names in its own long list and that its later lists do not, without a recorded
 * decision. A list is a run of bulleted lines of which at least half are areas; the longest is the long list.
 */
function droppedAreas({ name, text }: PublishedText, areas: readonly KnownArea[]): Finding[] {
  const lists = listsIn(text)
    .map((items) => ({ items, named: items.flatMap((item) => areaCalled(item, areas) ?? []) }))
    .filter(({ items, named }) => named.length >= 3 && named.length * 2 >= items.length)
    .sort((a, b) => b.named.length - a.named.length);
  const [longest, ...others] = lists;
  if (!longest || others.length === 0) return [];
  const quoted = quotationsIn(text).map(({ attributedTo }) => attributedTo);
  const later = [...others.flatMap(({ items }) => items), ...quoted];
  return longest.named
    .filter((area) => area.state === 'live' && !later.some((mention) => isCalled(mention, area)))
    .map((area) => ({
      code: 'area-dropped-without-decision',
      says: `${area.title} is in the long list and nowhere after it, and no decision to drop it is recorded.`,
      document: name,
      areaId: area.id,
    }));
}

/** Runs of bulleted lines whose items are short enough to be names; page breaks do not end a run. */
function listsIn(text: string): string[][] {
  const lists: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    const [, item] = /^\s*[-•·]\s+(?!\d)(.{2,60})$/.exec(line) ?? [];
    if (item) lists.at(-1)?.push(item);
    else if (/\S{2}/.test(line)) lists.push([]);
  }
  return lists.filter((list) => list.length > 0);
}

/** Numbers that are missing between the first and the last paragraph of a section. */
export function missingParagraphs({ name, text }: PublishedText): Finding[] {
  const findings: Finding[] = [];
  let [section, last] = [0, 0];
  for (const line of text.split(/\r?\n/)) {
    const [inSection, place] = (numberOf(line) ?? '').split('.').map(Number);
    if (!inSection || !place) continue;
    if (inSection !== section || place <= last) [section, last] = [inSection, place - 1];
    for (let missing = last + 1; missing < place; missing += 1) {
      const paragraph = `${section}.${missing}`;
      const says = `There is no paragraph ${paragraph}: ${section}.${place} comes next.`;
      findings.push({ code: 'paragraph-number-missing', says, document: name, paragraph });
    }
    last = place;
  }
  return findings;
}

const numberOf = (line: string): string | undefined => /^\s*(?:- )?(\d+\.\d+)\s+\S/.exec(line)?.[1];

/** The area that a text means by a name: the one that shares most of its words, in whatever form. */
export function areaCalled(name: string, areas: readonly KnownArea[]): KnownArea | undefined {
  const [best] = areas
    .filter((area) => isCalled(name, area))
    .sort(
      (a, b) =>
        nearness(name, b) - nearness(name, a) || Number(b.state === 'live') - Number(a.state === 'live'),
    );
  return best;
}

const isCalled = (name: string, area: KnownArea) => nearness(name, area) >= 0.5;

const nearness = (name: string, { title, formerTitles }: KnownArea) =>
  Math.max(...[title, ...formerTitles].map((called) => likeness(name, called)));

/** Shared words over the words of the shorter name; a longer name of two that fit equally is a worse fit. */
function likeness(a: string, b: string): number {
  const [one, other] = [stems(a), stems(b)];
  const shared = [...one].filter((stem) => other.has(stem)).length;
  const [fewer, more] = [Math.min(one.size, other.size), Math.max(one.size, other.size)];
  return fewer === 0 ? 0 : shared / fewer - (more - shared) / 100;
}

// "Prevention" and "Preventative" share their first six letters; "Co-production" is also written "Coproduction".
const stems = (name: string) =>
  new Set(
    words(name.replace(/-/g, ''))
      .filter((word) => !FILLERS.has(word))
      .map((word) => word.slice(0, 6)),
  );

const FILLERS = new Set(['and', 'of', 'in', 'a', 'the', 'agenda', 'approach', 'approaches']);

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const plain = (text: string) => words(text).join(' ');
