import fc from 'fast-check';
import { attack, publications, runs } from './publications';

jest.setTimeout(120_000);

it('no table of wards by groups in a hierarchy gives a figure away to a reader who tries whole worlds', async () => {
  await fc.assert(
    fc.asyncProperty(publications(['ward', 'ethnicity'], [['ward', 'ethnicity']]), attack),
    runs,
  );
});
