import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** The council's own figures, with their defaults. */
export const Settings = z.object({
  /** Working days in which an offered place is accepted. */
  OFFER_WORKING_DAYS: z.coerce.number().int().min(1).max(20).default(2),
  /** How often a waiting party may be passed over by smaller ones before freed places are held for it. */
  MOST_TIMES_PASSED_OVER: z.coerce.number().int().min(0).max(100).default(3),
  /** Working days that suppliers of adjustments usually need, by kind. A kind that is left out keeps its default. */
  ADJUSTMENT_LEAD_WORKING_DAYS: z
    .string()
    .regex(/^([a-z-]+=\d{1,2}(,[a-z-]+=\d{1,2})*)?$/, 'must look like bsl=15,childcare=10')
    .default(''),
  /** Days after a session for which it is kept what somebody needed there. */
  ADJUSTMENT_NEEDS_KEPT_DAYS: z.coerce.number().int().min(0).max(366).default(30),
  /** Working days before a session on which an organisation is asked for the names that it still owes. */
  NAMES_NEEDED_WORKING_DAYS: z.coerce.number().int().min(1).max(15).default(5),
  /** Working days before a session on which the people who come are reminded. */
  REMINDER_WORKING_DAYS: z.coerce.number().int().min(1).max(15).default(2),
  /** Days after a session in which feedback is taken. */
  FEEDBACK_DAYS: z.coerce.number().int().min(1).max(60).default(14),
  /** A TrueType or OpenType file for certificates; without it they know Western European letters only. */
  CERTIFICATE_FONT: z.string().min(1).optional(),
  COUNCIL_NAME: z.string().default('Tower Hamlets Council (demonstration)'),
  /** Who organises training: the sender of calendar entries, and who is warned of what is not arranged. */
  TRAINING_TEAM_EMAIL: z.email().default('training@council.example'),
  /** Where the portal answers: certificates say where they are checked. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:4000'),
});
export type Settings = z.infer<typeof Settings>;

/** Everything that this service reads from its environment. */
export const CapacityBuildingConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(CapacityBuildingConfig);
