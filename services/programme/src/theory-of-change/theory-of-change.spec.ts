import type { programmeApi } from '@commissioning/schemas';
import { findingsOf, mustBeDrawable, type Theory } from './theory-of-change';

type Node = programmeApi.TheoryNode;
const node = (key: string, kind: Node['kind'], indicators?: string[]): Node => ({
  ...{ key, kind, title: key, indicators },
});
const link = (from: string, to: string): programmeApi.TheoryLink => ({
  ...{ from, to, strength: 'moderate', assumption: 'People come to places they know.' },
});

const sound: Theory = {
  nodes: [
    node('cuts', 'context'),
    node('advice', 'activity'),
    node('claims', 'short-term-outcome', ['Successful claims']),
    node('income', 'medium-term-outcome', ['Household income']),
    node('secure', 'long-term-outcome', ['Residents in poverty']),
    node('thriving', 'impact'),
    node('waiting-times', 'barrier'),
    node('trusted-places', 'enabler'),
  ],
  links: [
    link('advice', 'claims'),
    link('claims', 'income'),
    link('income', 'secure'),
    link('secure', 'thriving'),
    link('waiting-times', 'claims'),
    link('trusted-places', 'advice'),
  ],
};
const codes = (theory: Theory) =>
  findingsOf(theory).map(({ code, node: at }) => (at ? `${code} ${at}` : code));

describe('a theory of change', () => {
  it('is valid when it answers the five questions and everything in it is linked, measured and assumed', () => {
    expect(codes(sound)).toEqual([]);
  });

  it('names each node of a circle, and no other', () => {
    const circle = { ...sound, links: [...sound.links, link('income', 'claims')] };
    expect(codes(circle)).toEqual(['cycle claims', 'cycle income']);
  });

  it('names a node that is linked to nothing, but lets the context stand by itself', () => {
    expect(codes({ ...sound, nodes: [...sound.nodes, node('leaflet', 'output')] })).toEqual([
      'orphan leaflet',
    ]);
  });

  it('names an outcome that nothing measures', () => {
    const nodes = sound.nodes.map((one) => (one.key === 'income' ? { ...one, indicators: [] } : one));
    expect(codes({ ...sound, nodes })).toEqual(['outcome-without-indicator income']);
  });

  it('names a link that assumes nothing', () => {
    const links = sound.links.map((one) => (one.from === 'advice' ? { ...one, assumption: undefined } : one));
    expect(codes({ ...sound, links })).toEqual(['link-without-assumption advice']);
  });

  it.each(['context', 'impact', 'activity', 'medium-term-outcome', 'enabler'])(
    'says which question is open when there is no %s',
    (kind) => {
      const nodes = sound.nodes.filter((one) => one.kind !== kind);
      expect(codes({ ...sound, nodes })).toContain('question-unanswered');
    },
  );

  it('asks all five questions of an empty sheet', () => {
    expect(codes({ nodes: [], links: [] })).toEqual(Array(5).fill('question-unanswered'));
  });

  it('is refused when it cannot be drawn', () => {
    const extra = (more: Partial<Theory>) => () =>
      mustBeDrawable({
        nodes: [...sound.nodes, ...(more.nodes ?? [])],
        links: [...sound.links, ...(more.links ?? [])],
      });
    expect(extra({ links: [link('advice', 'nowhere')] })).toBreak('link-to-unknown-node');
    expect(extra({ nodes: [node('advice', 'output')] })).toBreak('node-twice');
    expect(extra({ links: [link('advice', 'claims')] })).toBreak('link-twice');
    expect(extra({})).not.toThrow();
  });
});
