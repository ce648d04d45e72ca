import { must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

type Node = programmeApi.TheoryNode;
type Link = programmeApi.TheoryLink;
type Finding = programmeApi.TheoryFinding;

/** A theory as it is drawn. */
export interface Theory {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
}

/** What cannot be drawn at all is refused; what is only missing is reported by `findingsOf`. */
export function mustBeDrawable({ nodes, links }: Theory): void {
  const keys = nodes.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  must(!twice, 'node-twice', `Two nodes are called ${twice}.`);
  const loose = links.flatMap(({ from, to }) => [from, to]).find((key) => !keys.includes(key));
  must(!loose, 'link-to-unknown-node', `A link leads from or to ${loose}, which is no node.`);
  const arrows = links.map(({ from, to }) => `${from} → ${to}`);
  const double = arrows.find((arrow, index) => arrows.indexOf(arrow) !== index);
  must(!double, 'link-twice', `There are two links ${double}.`);
}

/**
 * What keeps a theory from being valid, node by node: it runs in a circle, stands alone, is an outcome that nothing
 * measures, leads on without an assumption; and which of the five questions of App.1 3.1 has no answer.
 */
export function findingsOf(theory: Theory): Finding[] {
  return [
    ...cycles(theory),
    ...orphans(theory),
    ...unmeasured(theory),
    ...unassumed(theory),
    ...questions(theory),
  ];
}

function cycles({ nodes, links }: Theory): Finding[] {
  return nodes
    .filter(({ key }) => reaches(key, key, links))
    .map(({ key, title }) => ({ code: 'cycle', node: key, says: `${title} leads back to itself.` }));
}

function reaches(from: string, to: string, links: readonly Link[]): boolean {
  const seen = new Set<string>();
  let next = [from];
  while (next.length > 0) {
    next = links.filter((link) => next.includes(link.from) && !seen.has(link.to)).map((link) => link.to);
    if (next.includes(to)) return true;
    next.forEach((key) => seen.add(key));
  }
  return false;
}

function orphans({ nodes, links }: Theory): Finding[] {
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  return nodes
    .filter(({ key, kind }) => kind !== 'context' && !linked.has(key))
    .map(({ key, title }) => ({ code: 'orphan', node: key, says: `${title} is linked to nothing.` }));
}

const OUTCOMES: readonly string[] = ['short-term-outcome', 'medium-term-outcome', 'long-term-outcome'];

function unmeasured({ nodes }: Theory): Finding[] {
  return nodes
    .filter(({ kind, indicators }) => OUTCOMES.includes(kind) && !indicators?.length)
    .map(({ key, title }) => ({
      code: 'outcome-without-indicator',
      node: key,
      says: `${title} is an outcome with no indicator that would show it.`,
    }));
}

function unassumed({ nodes, links }: Theory): Finding[] {
  const titleOf = (key: string) => nodes.find((node) => node.key === key)?.title ?? key;
  return links
    .filter(({ assumption }) => !assumption)
    .map(({ from, to }) => ({
      code: 'link-without-assumption',
      node: from,
      says: `Nothing says why ${titleOf(from)} should lead to ${titleOf(to)}.`,
    }));
}

/** The five questions of App.1 3.1, each with the nodes that answer it. */
const QUESTIONS: readonly { asks: string; answeredBy: readonly (readonly Node['kind'][])[] }[] = [
  { asks: 'In what context is the programme commissioned?', answeredBy: [['context']] },
  { asks: 'What is the programme trying to achieve?', answeredBy: [['impact']] },
  { asks: 'Which activities deliver the change?', answeredBy: [['activity']] },
  {
    asks: 'How do activities link to short, medium and longer-term outcomes?',
    answeredBy: [['short-term-outcome'], ['medium-term-outcome'], ['long-term-outcome']],
  },
  { asks: 'Which barriers and enablers are there?', answeredBy: [['barrier'], ['enabler']] },
];

function questions({ nodes }: Theory): Finding[] {
  return QUESTIONS.flatMap(({ asks, answeredBy }): Finding[] => {
    const missing = answeredBy.filter((kinds) => !nodes.some(({ kind }) => kinds.includes(kind)));
    if (missing.length === 0) return [];
    const lacks = new Intl.ListFormat('en-GB').format(
      missing.flat().map((kind) => kind.replaceAll('-', ' ')),
    );
    return [{ code: 'question-unanswered', says: `“${asks}” is not answered: no ${lacks}.` }];
  });
}
