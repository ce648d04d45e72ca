import fc from 'fast-check';
import { attack, publications, runs } from './publications';

jest.setTimeout(120_000);

it('no table of three dimensions gives a figure away', async () => {
  const three = publications(['ward', 'religion', 'sex'], [['ward', 'religion', 'sex']]);
  await fc.assert(fc.asyncProperty(three, attack), runs);
});
