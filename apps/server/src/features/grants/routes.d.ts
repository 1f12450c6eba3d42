import { type Routes } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
export declare const grantsRoutes: (platform: Platform) => Routes;
