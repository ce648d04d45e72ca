import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { analysisScreeningCompleted } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { loadTheme, saveTheme } from './theme.queries';

@Controller()
export class ThemeConsumer {
  @On(analysisScreeningCompleted)
  async noteScreening({ fact }: Received<typeof analysisScreeningCompleted>, change: Change<PrismaClient>) {
    const theme = await loadTheme(change, fact.themeId);
    await saveTheme(change, { ...theme, screening: { outcome: fact.outcome, reason: fact.reason } });
  }
}
