import { aTender } from '../../test/given';
import { mustSpeakOfTheBid } from './rationale';

const tender = aTender();
const [delivery] = tender.criteria;
const check = (text: string) => () => mustSpeakOfTheBid(text, tender, delivery!);

describe('a rationale', () => {
  it('says what in the bid earns the mark', () => {
    expect(
      check('Names three venues in Poplar, opening hours and who covers for absent advisers.'),
    ).not.toThrow();
  });

  it.each(['Good.', 'A convincing bid, I think.', '   '])('is a sentence, not “%s”', (text) => {
    expect(check(text)).toBreak('rationale-too-short');
  });

  it.each([
    'Good in most parts with evidence, good in most parts with evidence.',
    'Convincing in every part: how will you deliver advice, with strong evidence.',
    'DELIVERY: SOUND in some parts AND thin in others; sound in some parts.',
  ])('does not only repeat the scale, the criterion or the question: “%s”', (text) => {
    expect(check(text)).toBreak('rationale-only-repeats');
  });

  it('may be in any language that has words', () => {
    expect(check('প্রস্তাবে শনিবারের অধিবেশন লাইব্রেরিতে এবং দুই জন উপদেষ্টার নাম দেওয়া আছে বলে')).not.toThrow();
  });
});
