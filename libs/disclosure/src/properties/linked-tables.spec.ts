import fc from 'fast-check';
import { attack, publications, runs } from './publications';

jest.setTimeout(120_000);

it('no pair of linked tables gives a figure away', async () => {
  const tables = [
    ['ward', 'religion'],
    ['ward', 'sex'],
  ];
  await fc.assert(fc.asyncProperty(publications(['ward', 'religion', 'sex'], tables), attack), runs);
});
