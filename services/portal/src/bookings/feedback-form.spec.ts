import { feedbackOf } from './feedback-form';

const all = { place: '2', useful: '5', clear: '4', welcoming: '5', 'more-confident': '3' };

describe('how it was', () => {
  it('is said in scores, and in words if somebody wants', () => {
    expect(feedbackOf({ ...all, helped: ' The examples ', change: '' }, 'b')).toEqual({
      feedback: {
        ...{ bookingId: 'b', place: 2, helped: 'The examples' },
        scores: { useful: 5, clear: 4, welcoming: 5, 'more-confident': 3 },
      },
    });
  });

  it.each([
    ['place', { place: '' }],
    ['useful', { useful: '' }],
    ['clear', { clear: '6' }],
  ])('asks for what is missing beside %s', (field, change) => {
    const read = feedbackOf({ ...all, ...change }, 'b');
    expect('errors' in read && Object.keys(read.errors.of)).toEqual([field]);
  });
});
