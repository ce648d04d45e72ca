import { mustBeAnAnswer, youSaidWeDid } from './contribution';

describe('an answer', () => {
  it('of "will not" says because', () => {
    expect(() => mustBeAnAnswer({ response: 'will-not', answer: 'No.' })).toBreak('will-not-needs-because');
    expect(() =>
      mustBeAnAnswer({ response: 'will-not', answer: 'Because postcode tests would be unlawful.' }),
    ).not.toThrow();
  });

  it('of "referred" says to whom', () => {
    expect(() => mustBeAnAnswer({ response: 'referred', answer: 'Passed on.' })).toBreak(
      'referred-needs-to-whom',
    );
  });
});

describe('you said, we did', () => {
  it('counts what was said, and keeps the unanswered on the page', () => {
    const said = (id: string) => ({ id, text: `note ${id}`, areas: [] });
    const answer = { response: 'doing' as const, answer: 'On its way.', links: [], answeredOn: '2026-11-02' };
    const workshop = { workshopId: 'w', title: 'W', heldOn: '2018-01-24', audience: 'VCS', attendance: 30 };
    const page = youSaidWeDid([
      { ...workshop, contributions: [{ ...said('1'), answer }, said('2'), said('3')] },
    ]);
    expect(page.totals).toEqual({ said: 3, answered: 1, unanswered: 2 });
    expect(page.workshops[0]?.unanswered.map(({ said: words }) => words)).toEqual(['note 2', 'note 3']);
  });
});
