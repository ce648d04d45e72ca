import { HomePages } from './home/home.pages';
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
  PeoplePages,
  OrganisationPages,
  SessionPages,
  SessionDeskPages,
  BookingPages,
  ReadinessPages,
  CoursePages,
];
