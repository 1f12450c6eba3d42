import type { Platform } from '../../platform/platform.ts';
import { Pulse } from '../../platform/pulse.ts';
export declare function subscribeGrants(platform: Platform): void;
/**
 * Two pulses: what the passing of time alone changes, and what is queued after a change for many. Each round is one
 * unit of work; rows stay until it commits, so a crash repeats it and nothing else.
 */
export declare function grantPulses(platform: Platform): readonly Pulse[];
