import { CHECKLIST } from './checklist';
import { answer, type Answer, complete, type Screening } from './screening';

const open: Screening = { title: 'Money advice', state: 'open', answers: [] };
const all = (said: Answer['answer']): Answer[] =>
  CHECKLIST.map(({ question }) => ({ question, answer: said, evidence: 'Census 2021, by ward.' }));
const reason = 'Nothing in the answers points to an adverse effect.';

describe('a screening', () => {
  it('does not take an answer that rests on nothing', () => {
    expect(() => answer(open, [{ question: 'unmet-need', answer: 'no', evidence: 'no idea' }])).toBreak(
      'screening-needs-evidence',
    );
  });

  it('does not take an answer to a question that nobody asked, nor two to one', () => {
    const evidence = 'Census 2021, by ward.';
    expect(() => answer(open, [{ question: 'weather', answer: 'no', evidence }])).toBreak(
      'question-not-in-checklist',
    );
    const twice = [all('no')[0]!, all('yes')[0]!];
    expect(() => answer(open, twice)).toBreak('question-answered-twice');
  });

  it('is not completed with a question unanswered', () => {
    const almost = answer(open, all('no').slice(1));
    expect(() => complete(almost, 'full-analysis', reason)).toBreak('screening-is-not-finished');
  });

  it.each(['yes', 'not-known'] as const)('asks for a full analysis when an answer is %s', (said) => {
    const answers = [...all('no').slice(1), all(said)[0]!];
    const raised = answer(open, answers);
    expect(() => complete(raised, 'no-further-analysis', reason)).toBreak('screening-asks-for-full-analysis');
    expect(complete(raised, 'full-analysis', reason)).toMatchObject({
      state: 'completed',
      outcome: 'full-analysis',
    });
  });

  it('may spare the full analysis when nothing is raised, with a reason', () => {
    const clear = answer(open, all('no'));
    expect(() => complete(clear, 'no-further-analysis', 'No need.')).toBreak('screening-needs-a-reason');
    expect(complete(clear, 'no-further-analysis', reason).outcome).toBe('no-further-analysis');
  });

  it('stays as it is once completed or withdrawn', () => {
    const done = complete(answer(open, all('no')), 'full-analysis', reason);
    expect(() => answer(done, all('yes'))).toBreak('screening-is-not-open');
    expect(() => complete({ ...open, state: 'withdrawn' }, 'full-analysis', reason)).toBreak(
      'screening-is-not-open',
    );
  });
});
