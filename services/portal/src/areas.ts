import { HomePages } from './home/home.pages';
import { BidPages } from './bids/bids.pages';
import { BidPartPages } from './bids/parts.pages';
import { OpportunityPages } from './opportunities/opportunities.pages';
import { ConductPages } from './tenders/conduct.pages';
import { CriterionPages } from './tenders/criteria.pages';
import { TenderPages } from './tenders/tenders.pages';
import { ThemePages } from './themes/themes.pages';
import { OrganisationPages } from './organisations/organisations.pages';
import { PeoplePages } from './organisations/people.pages';
import { BookingPages } from './training/bookings.pages';
import { CoursePages } from './training/courses.pages';
import { ReadinessPages } from './training/readiness.pages';
import { SessionDeskPages } from './training/session-desk.pages';
import { SessionPages } from './training/sessions.pages';

/** One line per area of the portal. */
export const areas = [
  HomePages,
  ThemePages,
  OpportunityPages,
  TenderPages,
  CriterionPages,
  ConductPages,
  BidPages,
  BidPartPages,
  PeoplePages,
  OrganisationPages,
  SessionPages,
  SessionDeskPages,
  BookingPages,
  ReadinessPages,
  CoursePages,
];
