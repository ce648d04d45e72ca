import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Drafts, type DraftSession } from './drafts';

const drafts = new Drafts(mkdtempSync(join(tmpdir(), 'drafts-')));
const aSession = () => ({ save: (done: () => void) => done() }) as unknown as DraftSession;

describe('a draft', () => {
  it('is there on the next page with all that was typed on those before', async () => {
    const session = aSession();
    await drafts.keep(session, 'booking', { places: '2' });
    await drafts.keep(session, 'booking', { contact: 'Bea' });
    expect(await drafts.read(session, 'booking')).toEqual({ places: '2', contact: 'Bea' });
  });

  it('cannot be read in the store', async () => {
    const session = aSession();
    await drafts.keep(session, 'booking', { needs: 'sign language' });
    expect(JSON.stringify(session.drafts)).not.toContain('sign');
    expect(JSON.stringify(session.drafts)).not.toContain(Buffer.from('sign language').toString('base64'));
  });

  it('is of one task only, and gone when the task is done', async () => {
    const session = aSession();
    await drafts.keep(session, 'one', { places: '2' });
    expect(await drafts.read(session, 'another')).toEqual({});
    await drafts.forget(session, 'one');
    expect(await drafts.read(session, 'one')).toEqual({});
  });

  it('that was moved to another task is refused', async () => {
    const session = aSession();
    await drafts.keep(session, 'one', { places: '2' });
    session.drafts = { another: session.drafts?.['one'] as string };
    await expect(drafts.read(session, 'another')).rejects.toThrow();
  });
});
