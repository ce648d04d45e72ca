import { must } from '@commissioning/service';

/** The equality screening of a theme, as equality analysis reported it. */
export interface Screening {
  readonly outcome: 'no-further-analysis' | 'full-analysis';
  readonly reason: string;
}

/** What the rules of a theme look at. */
export interface Theme {
  readonly title: string;
  readonly state: 'proposed' | 'approved' | 'withdrawn';
  readonly screening?: Screening;
  readonly decisionId?: string;
}

/** The recorded decision that an approval rests on. */
export interface ThemeDecision {
  readonly id: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly outcome: string;
  readonly callIn?: { readonly outcome?: 'confirmed' | 'referred-back' };
}

/** A theme is approved once, after its equality screening (report 6.1, 6.2) and by a recorded decision about it. */
export function approve<T extends Theme>(theme: T, themeId: string, decision: ThemeDecision): T {
  must(
    theme.state === 'proposed',
    'theme-not-proposed',
    `${theme.title} is ${theme.state}; only a proposed theme is approved.`,
  );
  must(
    theme.screening,
    'theme-not-screened',
    `${theme.title} has no equality screening yet. It comes before the approval.`,
  );
  must(
    decision.subject === 'theme' && decision.subjectId === themeId && decision.outcome === 'approved',
    'decision-is-not-for-this-theme',
    `The decision does not approve ${theme.title}.`,
  );
  must(
    !decision.callIn || decision.callIn.outcome === 'confirmed',
    'decision-is-called-in',
    `The decision on ${theme.title} was called in: it waits for the outcome.`,
  );
  return { ...theme, state: 'approved', decisionId: decision.id };
}
