import { HomePages } from './home/home.pages';
import { BidPages } from './bids/bids.pages';
import { BidPartPages } from './bids/parts.pages';
import { NeedsDataPages } from './needs-data/needs-data.pages';
import { OutcomesPages } from './outcomes/outcomes.pages';
import { ReachPages } from './reach/reach.pages';
import { OpportunityPages } from './opportunities/opportunities.pages';
import { CancelTenderPages } from './tenders/cancel.pages';
import { ConductPages } from './tenders/conduct.pages';
import { CriterionPages } from './tenders/criteria.pages';
import { TenderPages } from './tenders/tenders.pages';
import { DecisionPages } from './decisions/decisions.pages';
import { FrameworkPages } from './framework/framework.pages';
import { ProgrammePages } from './programmes/programmes.pages';
import { ThemePages } from './themes/themes.pages';
import { TimetablePages } from './themes/timetable.pages';
import { TheoryOfChangePages } from './theory-of-change/theory-of-change.pages';
import { ContributionPages } from './workshops/contribution.pages';
import { WorkshopPages } from './workshops/workshops.pages';
import { YouSaidWeDidPages } from './you-said-we-did/you-said-we-did.pages';
import { OrganisationPages } from './organisations/organisations.pages';
import { PeoplePages } from './organisations/people.pages';
import { AfterwardsPages } from './bookings/after.pages';
import { BookPages } from './bookings/book.pages';
import { BookingPages } from './bookings/bookings.pages';
import { BookingChangePages } from './bookings/changes.pages';
import { FeedPages } from './bookings/feeds.pages';
import { NeedPages } from './bookings/needs.pages';
import { ReadinessPages } from './readiness/readiness.pages';
import { CertificatePages } from './training/certificates.pages';
import { MaterialPages } from './training/materials.pages';
import { SessionPages } from './training/sessions.pages';
import { AdjustmentPages } from './training-desk/adjustments.pages';
import { CapacityPages } from './training-desk/capacity.pages';
import { CoursePages } from './training-desk/courses.pages';
import { FeedbackSummaryPages } from './training-desk/feedback.pages';
import { PoolPages } from './training-desk/pools.pages';
import { TrainingReachPages } from './training-desk/reach.pages';
import { RegisterPages } from './training-desk/register.pages';
import { SessionChangePages } from './training-desk/session-change.pages';
import { SessionBookingPages } from './training-desk/session-bookings.pages';
import { SessionDeskPages } from './training-desk/session-desk.pages';
import { TeamPages } from './training-desk/teams.pages';
import { ContractPages } from './contracts/contracts.pages';
import { PaymentPages } from './contracts/payments.pages';
import { PortfolioPages } from './contracts/portfolio.pages';
import { ReturnPages } from './contracts/returns.pages';
import { OperationsPages } from './operations/operations.pages';
import { DeliveryPages } from './deliveries/deliveries.pages';
import { AwardDecisionPages } from './award-decisions/award-decision.pages';
import { AwardCheckPages } from './equality/award-check.pages';
import { ScreeningPages } from './equality/screening.pages';
import { AwardPages } from './evaluation/award.pages';
import { DeclarationPages } from './evaluation/declarations.pages';
import { EvaluationPages } from './evaluation/evaluation.pages';
import { ModerationPages } from './evaluation/moderation.pages';
import { PanelPages } from './evaluation/panel.pages';
import { RankingPages } from './evaluation/ranking.pages';
import { ResultPages } from './evaluation/results.pages';
import { ScoringPages } from './evaluation/scoring.pages';

/** One line per area of the portal. */
export const areas = [
  HomePages,
  ThemePages,
  TimetablePages,
  ProgrammePages,
  FrameworkPages,
  WorkshopPages,
  ContributionPages,
  TheoryOfChangePages,
  DecisionPages,
  YouSaidWeDidPages,
  OpportunityPages,
  TenderPages,
  CriterionPages,
  ConductPages,
  CancelTenderPages,
  BidPages,
  BidPartPages,
  PeoplePages,
  OrganisationPages,
  SessionPages,
  MaterialPages,
  CertificatePages,
  BookPages,
  // Before the pages of one booking, whose addresses would take these for an id.
  FeedPages,
  BookingPages,
  BookingChangePages,
  NeedPages,
  AfterwardsPages,
  ReadinessPages,
  CoursePages,
  TeamPages,
  SessionDeskPages,
  SessionBookingPages,
  SessionChangePages,
  CapacityPages,
  PoolPages,
  RegisterPages,
  AdjustmentPages,
  FeedbackSummaryPages,
  TrainingReachPages,
  ContractPages,
  PortfolioPages,
  ReturnPages,
  PaymentPages,
  DeliveryPages,
  OperationsPages,
  EvaluationPages,
  PanelPages,
  DeclarationPages,
  ScoringPages,
  ModerationPages,
  RankingPages,
  AwardPages,
  ResultPages,
  ScreeningPages,
  AwardCheckPages,
  AwardDecisionPages,
  NeedsDataPages,
  OutcomesPages,
  ReachPages,
];
