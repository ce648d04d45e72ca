import { HomePages } from './home/home.pages';
import { ThemePages } from './themes/themes.pages';

/** One line per area of the portal. */
export const areas = [HomePages, ThemePages];
