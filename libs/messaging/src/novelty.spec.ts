import { Novelty } from './novelty';

const at = (offset: bigint, partition = 0) => ({ topic: 'theme', partition, offset });

describe('whether a partition goes on with news', () => {
  let novelty: Novelty;
  /** A batch from one offset to another, of which the inbox was asked and knew nothing. */
  const news = (from: bigint, to: bigint) => {
    novelty.begin(at(from));
    novelty.confirm(at(to));
    novelty.end(at(to));
  };

  beforeEach(() => {
    novelty = new Novelty();
  });

  it('is not supposed where a member begins', () => {
    novelty.begin(at(0n));
    expect(novelty.isLikely(at(0n))).toBe(false);
  });

  it('is supposed behind records among which the inbox knew none, also where nobody listens to the last of them', () => {
    novelty.begin(at(0n));
    novelty.confirm(at(3n));
    novelty.end(at(5n));
    novelty.begin(at(6n));
    expect(novelty.isLikely(at(6n))).toBe(true);
  });

  it('is not supposed of records that come again', () => {
    news(0n, 5n);
    novelty.begin(at(4n));
    expect(novelty.isLikely(at(4n))).toBe(false);
  });

  it('is not supposed of what another member may have had meanwhile', () => {
    news(0n, 5n);
    novelty.begin(at(20n));
    expect(novelty.isLikely(at(20n))).toBe(false);
  });

  it('is doubted until the inbox was asked again', () => {
    news(0n, 5n);
    novelty.begin(at(6n));
    novelty.doubt(at(6n));
    novelty.end(at(8n));
    novelty.begin(at(9n));
    expect(novelty.isLikely(at(9n))).toBe(false);
    novelty.confirm(at(9n));
    expect(novelty.isLikely(at(9n))).toBe(true);
  });

  it('says nothing of other partitions', () => {
    news(0n, 5n);
    novelty.begin(at(6n, 1));
    expect(novelty.isLikely(at(6n, 1))).toBe(false);
  });
});
