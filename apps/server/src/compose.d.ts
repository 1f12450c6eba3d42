import type { Connector } from '@remit/connector-sdk';
import type { Actor } from '@remit/kernel';
import type { FastifyInstance } from 'fastify';
import { type Planner } from './features/configuration/index.ts';
import { World } from './features/decisions/index.ts';
import type { Platform } from './platform/platform.ts';
import { Pulse } from './platform/pulse.ts';
export interface Composition {
    readonly platform: Platform;
    /** Where files may be read from: the data directory first. */
    readonly fileRoots: readonly [string, ...string[]];
    readonly privateTargets: boolean;
    /** Where `{"secret": NAME}` and `${NAME}` in settings are looked up. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly https: boolean;
    readonly metricsAreOpen: boolean;
    readonly role: 'all' | 'api' | 'worker';
    readonly organisation: string;
    /** Known once it listens. */
    readonly publicUrl: () => string;
    /** A file outside the database that checkpoints are copied to. */
    readonly checkpointCopy: string | null;
    /** The built console; `null` where there is none. */
    readonly consoleDir: string | null;
}
export interface Remit {
    readonly http: FastifyInstance;
    readonly world: World;
    readonly planner: Planner;
    readonly pulses: readonly Pulse[];
    /** Asks for a run of a source. @returns its job. */
    readSource(by: Actor, name: string): Promise<string>;
    start(): Promise<void>;
    stop(): Promise<void>;
}
export declare const CONNECTORS: ReadonlyMap<string, Connector<never>>;
/** The only place that knows every feature: what is made of what, who hears of what, which routes there are. */
export declare function compose(of: Composition): Promise<Remit>;
