import { day, type Letter, moment, pounds, written } from './letter';
import { letterOf } from './templates';

const sender = { council: 'Any Council', publicUrl: 'https://commissioning.example' };

describe('a letter', () => {
  it('says days, moments and pounds as people read them, in London time', () => {
    expect(day('2018-03-20')).toBe('20 March 2018');
    expect(moment('2018-06-20T16:30:00Z')).toBe('20 June 2018 at 5:30pm');
    expect([pounds(1_250_000), pounds(1_250_050)]).toEqual(['£12,500', '£12,500.50']);
  });

  it('takes nothing of what people wrote for markup', () => {
    const letter: Letter = { subject: 'x', paragraphs: ['<script>alert("1")</script>\nMore'] };
    const { html, text } = written(letter, sender);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&#60;script&#62;');
    expect(text).toContain('<script>');
  });

  it('leads to the portal, in both forms', () => {
    const letter = letterOf('return-returned', { returnId: 'r1', comments: 'Two wards are swapped.' });
    const { html, text } = written(letter, sender);
    expect(text).toContain('Change your return: https://commissioning.example/returns/r1');
    expect(html).toContain('<a href="https://commissioning.example/returns/r1">Change your return</a>');
    for (const form of [html, text]) expect(form).toContain('Two wards are swapped.');
  });
});
