import { approve, type Theme } from './theme';

const theme: Theme = {
  title: 'Advice',
  state: 'proposed',
  screening: { outcome: 'full-analysis', reason: 'Small organisations' },
};
const decision = { id: 'd1', subject: 'theme', subjectId: 't1', outcome: 'approved' };

describe('a theme', () => {
  it('is approved on the decision about it', () => {
    expect(approve(theme, 't1', decision)).toMatchObject({ state: 'approved', decisionId: 'd1' });
  });

  it('is not approved without its equality screening, whatever was decided', () => {
    expect(() => approve({ ...theme, screening: undefined }, 't1', decision)).toBreak('theme-not-screened');
  });

  it('is approved once', () => {
    expect(() => approve({ ...theme, state: 'approved' }, 't1', decision)).toBreak('theme-not-proposed');
  });
});
