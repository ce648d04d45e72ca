import { day, type Letter, moment, pounds } from './letter';
import { TRAINING_LETTERS, type TrainingFacts } from './training-templates';

/** What each template needs to know. Names of tenders may be added after the fact arrived. */
export interface Facts extends TrainingFacts {
  'tender-published': { tenderId: string; tenderTitle: string; summary: string; closesAt: string };
  'clarification-published': { tenderId: string; tenderTitle?: string; question: string; answer: string };
  'summary-issued': { tenderId: string; tenderTitle?: string };
  'contract-awarded': { tenderId: string; tenderTitle: string; standstillWorkingDays: number };
  'contract-signed': {
    contractId: string;
    title: string;
    startsOn: string;
    firstReturnDueOn?: string;
    firstPaymentDueOn?: string;
  };
  'return-submitted': { returnId: string; periodFrom: string; periodTo: string };
  'return-accepted': { returnId: string; periodFrom: string; periodTo: string };
  'return-returned': { returnId: string; comments: string };
  'payment-approved': { contractId: string; amountPence: number };
  'bid-receipt': { tenderId: string; tenderTitle: string; submittedAt: string; sha256: string };
  'bid-withdrawn': { tenderId: string; tenderTitle: string; withdrawnAt: string };
  'bid-not-submitted': { tenderId: string; tenderTitle: string; closesAt: string };
  invitation: {
    organisationName: string;
    invitedBy: string;
    invitationId: string;
    code: string;
    expiresAt: string;
  };
}

export type TemplateName = keyof Facts;

const tender = (title: string | undefined): string => title ?? 'a tender that you took part in';
const opportunity = (id: string) => ({ text: 'The opportunity', path: `/opportunities/${id}` });

const LETTERS: { [Name in TemplateName]: (facts: Facts[Name]) => Letter } = {
  'tender-published': ({ tenderId, tenderTitle, summary, closesAt }) => ({
    subject: `New opportunity: ${tenderTitle}`,
    paragraphs: [
      `${tenderTitle} is open for bids until ${moment(closesAt)}.`,
      summary,
      'You can read the whole form and check whether it is for you before you type anything.',
    ],
    link: { text: 'Read the opportunity', path: `/opportunities/${tenderId}` },
  }),
  'clarification-published': ({ tenderId, tenderTitle, question, answer }) => ({
    subject: `A question about ${tender(tenderTitle)} was answered`,
    paragraphs: ['Somebody asked:', question, 'The answer, for everybody:', answer],
    link: opportunity(tenderId),
  }),
  'summary-issued': ({ tenderTitle }) => ({
    subject: `Your assessment summary: ${tender(tenderTitle)}`,
    paragraphs: [
      `The bids for ${tender(tenderTitle)} have been assessed. Your summary gives the score and the reasons for each criterion.`,
    ],
    link: { text: 'Sign in to read it', path: '/' },
  }),
  'contract-awarded': ({ tenderTitle, standstillWorkingDays }) => ({
    subject: `Award: ${tenderTitle}`,
    paragraphs: [
      `The council has decided to award you a contract for ${tenderTitle}.`,
      standstillWorkingDays > 0
        ? `Nothing is signed during the standstill of ${standstillWorkingDays} working days that begins with the award notice. We will be in touch about the contract afterwards.`
        : 'We will be in touch about the contract.',
    ],
    link: { text: 'Your contracts', path: '/contracts' },
  }),
  ...TRAINING_LETTERS,
  'contract-signed': ({ contractId, title, startsOn, firstReturnDueOn, firstPaymentDueOn }) => ({
    subject: `Contract signed: ${title}`,
    paragraphs: [
      `Your contract for ${title} is signed and begins on ${day(startsOn)}.`,
      ...(firstPaymentDueOn ? [`The first payment falls due on ${day(firstPaymentDueOn)}.`] : []),
      ...(firstReturnDueOn
        ? [
            `Your first return is due on ${day(firstReturnDueOn)}. What it asks for is fixed and on the contract's page.`,
          ]
        : []),
    ],
    link: { text: 'Your contract', path: `/contracts/${contractId}` },
  }),
  'return-submitted': ({ returnId, periodFrom, periodTo }) => ({
    subject: `We have your return for ${day(periodFrom)} to ${day(periodTo)}`,
    paragraphs: [
      `Your return for ${day(periodFrom)} to ${day(periodTo)} has arrived. Your contract manager reads it next.`,
    ],
    link: { text: 'Your return', path: `/returns/${returnId}` },
  }),
  'return-accepted': ({ returnId, periodFrom, periodTo }) => ({
    subject: `Your return is accepted: ${day(periodFrom)} to ${day(periodTo)}`,
    paragraphs: [`Your return for ${day(periodFrom)} to ${day(periodTo)} is accepted. Thank you.`],
    link: { text: 'Your return', path: `/returns/${returnId}` },
  }),
  'return-returned': ({ returnId, comments }) => ({
    subject: 'Your return needs a change',
    paragraphs: ['Your contract manager has read your return and asks for a change:', comments],
    link: { text: 'Change your return', path: `/returns/${returnId}` },
  }),
  'payment-approved': ({ contractId, amountPence }) => ({
    subject: `Payment approved: ${pounds(amountPence)}`,
    paragraphs: [
      `A payment of ${pounds(amountPence)} to you is approved and goes to the council's finance team.`,
    ],
    link: { text: 'Your contract', path: `/contracts/${contractId}` },
  }),
  'bid-receipt': ({ tenderId, tenderTitle, submittedAt, sha256 }) => ({
    subject: `Receipt of your bid: ${tenderTitle}`,
    paragraphs: [
      `Your bid for ${tenderTitle} was submitted on ${moment(submittedAt)} by the clock of the service.`,
      `Fingerprint of what was submitted (SHA-256): ${sha256}`,
      'You can withdraw it, change it and submit it again until the deadline. Nobody reads it before the opening.',
    ],
    link: opportunity(tenderId),
  }),
  'bid-withdrawn': ({ tenderId, tenderTitle, withdrawnAt }) => ({
    subject: `Your bid was withdrawn: ${tenderTitle}`,
    paragraphs: [
      `Your bid for ${tenderTitle} was withdrawn on ${moment(withdrawnAt)}. You can submit it again until the deadline.`,
    ],
    link: opportunity(tenderId),
  }),
  'bid-not-submitted': ({ tenderId, tenderTitle, closesAt }) => ({
    subject: `Not submitted yet: your bid for ${tenderTitle}`,
    paragraphs: [
      `Your bid for ${tenderTitle} is saved and not submitted. The deadline is ${moment(closesAt)}; what is not submitted then does not count.`,
    ],
    link: opportunity(tenderId),
  }),
  invitation: ({ organisationName, invitedBy, invitationId, code, expiresAt }) => ({
    subject: `${invitedBy} asks you to act for ${organisationName}`,
    paragraphs: [
      `${invitedBy} asks you to act for ${organisationName} in community commissioning.`,
      `Sign in and give this code: ${code}`,
      `The invitation counts until ${moment(expiresAt)}. If you do not know why you get this, do nothing.`,
    ],
    link: { text: 'Answer the invitation', path: `/organisations/invitations/${invitationId}` },
  }),
};

/** The letter that a template makes of its facts. */
export const letterOf = <Name extends TemplateName>(template: Name, facts: Facts[Name]): Letter =>
  LETTERS[template](facts);
