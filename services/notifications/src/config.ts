import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { z } from 'zod';

/** Where messages go and in whose name. */
export const Settings = z.object({
  /** Holds the key of sealed messages and, without `SMTP_URL`, the folder `outbox` with every e-mail as a file. */
  DATA_DIR: z.string().min(1).default('.local/data/notifications'),
  /** `smtp://` or `smtps://` address of the council's mail server. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Community Commissioning <no-reply@council.example>'),
  COUNCIL_NAME: z.string().default('Tower Hamlets Council (demonstration)'),
  /** Where the portal answers: links in messages begin with it. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:4000'),
});
export type Settings = z.infer<typeof Settings>;

/** Everything that this service reads from its environment. */
export const NotificationsConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(NotificationsConfig);
