import type { programmeApi } from '@commissioning/schemas';
import { drawingOf, outlineOf } from './theory-drawing';
import { edited } from './theory-form';

const theory: programmeApi.SaveTheory = {
  nodes: [
    { key: 'secure', kind: 'impact', title: 'A healthy and secure life' },
    { key: 'advice', kind: 'activity', title: 'Advice in the places where people already go' },
    { key: 'trust', kind: 'enabler', title: 'Trusted places' },
  ],
  links: [
    { from: 'advice', to: 'secure', strength: 'weak' },
    { from: 'trust', to: 'advice', strength: 'strong', assumption: 'They have room' },
  ],
};

describe('the drawing of a theory of change', () => {
  const { boxes, arrows, width, height } = drawingOf(theory);
  const at = (key: string) => boxes.find((box) => box.key === key);

  it('reads from left to right, in the order of the kinds', () => {
    expect([at('trust')?.x, at('advice')?.x, at('secure')?.x]).toEqual([0, 246, 492]);
  });

  it('shows every node, every link and every word', () => {
    expect(boxes).toHaveLength(3);
    expect(arrows.map(({ strength }) => strength)).toEqual(['weak', 'strong']);
    const words = at('advice')
      ?.text.slice(1)
      .map((line) => line.words);
    expect(words?.join(' ')).toBe('Advice in the places where people already go');
  });

  it('fits on its sheet', () => {
    for (const box of boxes) {
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
    }
  });

  it('says the same as a list', () => {
    const list = outlineOf(theory).flatMap(({ nodes }) =>
      nodes.flatMap(({ title, leadsTo }) => leadsTo.map((link) => `${title} → ${link.title}`)),
    );
    expect(list).toEqual([
      'Trusted places → Advice in the places where people already go',
      'Advice in the places where people already go → A healthy and secure life',
    ]);
  });
});

describe('editing a theory of change', () => {
  const after = (form: Record<string, string>) => {
    const result = edited(theory, form);
    if ('errors' in result) throw new Error(result.errors.list.map(({ text }) => text).join('; '));
    return result.theory;
  };

  it('gives a node of the same title a key of its own', () => {
    const { nodes } = after({ act: 'add-node', kind: 'enabler', title: 'Trust' });
    expect(nodes.at(-1)?.key).toBe('trust-2');
  });

  it('takes the links of a removed node with it', () => {
    expect(after({ act: 'remove-node', node: 'advice' })).toMatchObject({ links: [] });
  });

  it('says what a form lacks instead of saving it', () => {
    expect(() => after({ act: 'add-node', kind: 'nothing', title: '' })).toThrow(
      /Select what kind.*Enter a title/,
    );
    expect(() => after({ act: 'add-link', from: 'advice', to: '' })).toThrow('Select where the link leads');
  });
});
