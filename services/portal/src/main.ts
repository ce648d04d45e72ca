import { run } from '@commissioning/service';
import { config } from './config';
import { servePortal } from './serve-portal';

run(() => servePortal(config()));
