export interface paths {
    "/.well-known/authzen-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/v1/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/correlate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whose account it is */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        identity: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/receives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Of several accounts of one identity, provision this one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications, by name */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                circuit: string;
                                connector: string;
                                counts: {
                                    accounts: number;
                                    entitlements: number;
                                    holdings: number;
                                    missing: number;
                                    orphans: number;
                                    unjustified: number;
                                };
                                health: {
                                    message: string | null;
                                    since: string | null;
                                    state: string;
                                };
                                id: string;
                                lastImportAt: string | null;
                                managedBy: string;
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                schedule: string | null;
                                title: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One application, with its settings; secrets are never shown */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            circuit: string;
                            connector: string;
                            counts: {
                                accounts: number;
                                entitlements: number;
                                holdings: number;
                                missing: number;
                                orphans: number;
                                unjustified: number;
                            };
                            document: unknown;
                            health: {
                                message: string | null;
                                since: string | null;
                                state: string;
                            };
                            id: string;
                            lastImportAt: string | null;
                            managedBy: string;
                            name: string;
                            owner: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            schedule: string | null;
                            settings: unknown;
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of an application */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description Belonging to nobody we know */
                    orphan?: boolean;
                    q?: string;
                    status?: "active" | "disabled";
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                correlatedBy: string | null;
                                displayName: string;
                                email: string;
                                holdings: number;
                                id: string;
                                identity: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                lastReadAt: string | null;
                                lastUsedAt: string | null;
                                madeByRemit: boolean;
                                nativeId: string;
                                receives: boolean;
                                status: string;
                                userName: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Test the connection */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            message: string;
                            usable: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between an application and the grants, newest first */
        get: {
            parameters: {
                query?: {
                    classification?: "initial" | "added-outside" | "removed-outside" | "not-yet-provisioned" | "unowned";
                    cursor?: string;
                    kind?: "unjustified-holding" | "missing-holding" | "orphan-account" | "attribute-differs" | "account-missing" | "account-of-leaver" | "access-by-nesting";
                    limit?: number;
                    q?: string;
                    /** @description Settled ones; without it, open ones */
                    settled?: boolean;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                account: {
                                    id: string;
                                    userName: string;
                                } | null;
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                classification: string;
                                detail: unknown;
                                entitlement: {
                                    id: string;
                                    name: string;
                                    title: string;
                                } | null;
                                foundAt: string;
                                id: string;
                                identity: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                kind: string;
                                settledAs: string | null;
                                settledAt: string | null;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/differences/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give holdings a reason: they become assignments */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the preview: what is done is exactly what was shown */
                        hash: string;
                        /** @description Keys of differences, or `all` that can be dealt with this way */
                        ids: string[] | "all";
                        justification: string;
                        /**
                         * @description Let it pass a brake that holds it
                         * @default false
                         */
                        release?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/differences/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What adopting or removing would do, and the hash by which to ask for exactly that */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        deed: "adopt" | "remove";
                        /** @description Keys of differences, or `all` that can be dealt with this way */
                        ids: string[] | "all";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            brake: {
                                message: string;
                                tripped: boolean;
                            };
                            count: number;
                            deed: string;
                            hash: string;
                            ids: string[];
                            leftOut: number;
                            people: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/differences/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have holdings that nobody granted taken away */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the preview: what is done is exactly what was shown */
                        hash: string;
                        /** @description Keys of differences, or `all` that can be dealt with this way */
                        ids: string[] | "all";
                        justification: string;
                        /**
                         * @description Let it pass a brake that holds it
                         * @default false
                         */
                        release?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports of an application, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                counts: {
                                    [key: string]: number;
                                };
                                endedAt: string | null;
                                id: string;
                                job: string | null;
                                listHash: string | null;
                                problem: string | null;
                                startedAt: string;
                                state: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Import the present state of an application */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                            run: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{name}/secrets/{setting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set a secret: it is sealed, and can be replaced but not read */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    setting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        value: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that somebody should hold something */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        entitlement?: string;
                        /** Format: date-time */
                        from?: string;
                        identity: string;
                        /** @default  */
                        justification?: string;
                        role?: string;
                        /** Format: date-time */
                        until?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an assignment now */
        delete: {
            parameters: {
                query?: {
                    justification?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attributes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules may ask of an identity */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brakes in force */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/correlation-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of which a person must say who they are */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    source?: string;
                    state?: "open" | "decided";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                candidates: unknown[];
                                decidedAt: string | null;
                                decision: unknown;
                                displayName: string;
                                id: string;
                                key: string;
                                /** Format: date-time */
                                openedAt: string;
                                /** @description What the source says of it. */
                                said: unknown;
                                source: string;
                                /** @description open or decided */
                                state: string;
                                why: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/correlation-cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case with its evidence */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: unknown[];
                            decidedAt: string | null;
                            decision: unknown;
                            displayName: string;
                            id: string;
                            key: string;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description What the source says of it. */
                            said: unknown;
                            source: string;
                            /** @description open or decided */
                            state: string;
                            why: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/correlation-cases/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who it is: one we know (merge), or somebody new (separate) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "merge" | "separate";
                        /** @description Key or name; needed to merge. */
                        identity?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/correlation-cases/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a decision back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments that occur, the largest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                count: number;
                                value: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices, as they were first seen */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description Name or key of an identity */
                    owner?: string;
                    platform?: string;
                    q?: string;
                    trust?: "unknown" | "registered" | "managed" | "compliant";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                attributes: unknown;
                                compliant: boolean;
                                id: string;
                                lastSeenAt: string | null;
                                /** @description What the source calls it: a serial number, mostly. */
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                platform: string;
                                source: string;
                                /** @description Silent for thirty days or more. */
                                stale: boolean;
                                /** @enum {string} */
                                trust: "unknown" | "registered" | "managed" | "compliant";
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Report devices: new ones are added, known ones replaced, others left as they are */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        devices: {
                            /** @default {} */
                            attributes?: {
                                [key: string]: string | number | boolean | null;
                            };
                            compliant?: boolean;
                            key: string;
                            /** Format: date-time */
                            lastSeen?: string;
                            managed?: boolean;
                            /** @description Identity name, e-mail or employee number */
                            owner?: string;
                            platform?: string;
                        }[];
                        /** @default api */
                        source?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attributes: unknown;
                            compliant: boolean;
                            id: string;
                            lastSeenAt: string | null;
                            /** @description What the source calls it: a serial number, mostly. */
                            name: string;
                            owner: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            platform: string;
                            source: string;
                            /** @description Silent for thirty days or more. */
                            stale: boolean;
                            /** @enum {string} */
                            trust: "unknown" | "registered" | "managed" | "compliant";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entitlements, by name */
        get: {
            parameters: {
                query?: {
                    application?: string;
                    cursor?: string;
                    label?: string;
                    limit?: number;
                    /** @description Name of an identity, or `nobody` */
                    owner?: string;
                    privileged?: boolean;
                    q?: string;
                    risk?: "low" | "medium" | "high";
                    type?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                description: string | null;
                                /** @description Accounts and identities that have it in the application, directly */
                                holders: number;
                                id: string;
                                labels: string[];
                                level: string | null;
                                managedBy: string;
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                /** @description false: declared, and not (or no longer) found in the application */
                                present: boolean;
                                privileged: boolean;
                                resource: {
                                    id: string;
                                    name: string;
                                    type: string;
                                } | null;
                                risk: "low" | "medium" | "high";
                                title: string;
                                type: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say the same about many entitlements: all or none
         * @description Who lacks `catalog.write-any` edits the entitlements of applications they own.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                        set: {
                            description?: string;
                            labels?: string[];
                            owner?: string | null;
                            risk?: "low" | "medium" | "high";
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            edited: number;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/entitlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entitlement, with what it holds, who holds it by nesting, and the roles that name it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            application: {
                                id: string;
                                name: string;
                                title: string;
                            };
                            attributes: unknown;
                            description: string | null;
                            heldBy: {
                                id: string;
                                inherits: boolean;
                                name: string;
                                relation: string;
                                title: string;
                            }[];
                            /** @description Accounts and identities that have it in the application, directly */
                            holders: number;
                            holds: {
                                id: string;
                                inherits: boolean;
                                name: string;
                                relation: string;
                                title: string;
                            }[];
                            id: string;
                            labels: string[];
                            level: string | null;
                            managedBy: string;
                            name: string;
                            owner: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            /** @description false: declared, and not (or no longer) found in the application */
                            present: boolean;
                            privileged: boolean;
                            resource: {
                                id: string;
                                name: string;
                                type: string;
                            } | null;
                            risk: "low" | "medium" | "high";
                            roles: {
                                id: string;
                                name: string;
                                title: string;
                            }[];
                            title: string;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entitlements/{id}/holders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has it and why, now or at a past moment */
        get: {
            parameters: {
                query?: {
                    at?: string;
                    cursor?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide that somebody should not hold something, whatever the rules say */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        entitlement?: string;
                        /** Format: date-time */
                        from?: string;
                        identity: string;
                        /** @default  */
                        justification?: string;
                        role?: string;
                        /** Format: date-time */
                        until?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exclusions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an exclusion now */
        delete: {
            parameters: {
                query?: {
                    justification?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/explanations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why somebody has something, or why not, and what would change that */
        get: {
            parameters: {
                query: {
                    asOf?: string;
                    entitlement: string;
                    subject: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything in force as documents: a plan of them is empty */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/expressions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a condition means, or what is wrong with it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/expressions/from-conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The text of the rows of the condition builder */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        conditions: {
                            attribute: string;
                            /** @enum {unknown} */
                            operator: "is" | "is-not" | "is-any-of" | "is-none-of" | "at-least" | "at-most" | "starts-with" | "ends-with" | "contains" | "includes" | "is-set" | "is-not-set";
                            values: (string | number | boolean | {
                                timestamp: string;
                            })[];
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs anywhere, newest first */
        get: {
            parameters: {
                query?: {
                    application?: string;
                    classification?: "initial" | "added-outside" | "removed-outside" | "not-yet-provisioned" | "unowned";
                    cursor?: string;
                    /** @description Name or id */
                    identity?: string;
                    kind?: "unjustified-holding" | "missing-holding" | "orphan-account" | "attribute-differs" | "account-missing" | "account-of-leaver" | "access-by-nesting";
                    limit?: number;
                    q?: string;
                    /** @description Settled ones; without it, open ones */
                    settled?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                account: {
                                    id: string;
                                    userName: string;
                                } | null;
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                classification: string;
                                detail: unknown;
                                entitlement: {
                                    id: string;
                                    name: string;
                                    title: string;
                                } | null;
                                foundAt: string;
                                id: string;
                                identity: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                kind: string;
                                settledAs: string | null;
                                settledAt: string | null;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, services and agents */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    department?: string;
                    limit?: number;
                    /** @description Name or key of a manager or owner */
                    manager?: string;
                    q?: string;
                    /** @description With - in front: falling */
                    sort?: "name" | "-name" | "displayName" | "-displayName" | "department" | "-department" | "start" | "-start" | "grants" | "-grants";
                    source?: string;
                    state?: "pre-hire" | "active" | "on-leave" | "left";
                    type?: "employee" | "contractor" | "partner" | "service" | "agent";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                accounts: number;
                                department: string | null;
                                displayName: string;
                                email: string | null;
                                end: string | null;
                                grants: number;
                                id: string;
                                manager: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                start: string | null;
                                /** @enum {string} */
                                state: "pre-hire" | "active" | "on-leave" | "left";
                                title: string | null;
                                /** @enum {string} */
                                type: "employee" | "contractor" | "partner" | "service" | "agent";
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register an identity that no source tells of; a service or an agent needs an owner */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: string | number | boolean | null | string[];
                        };
                        displayName: string;
                        email?: string | null;
                        ends?: string | null;
                        manager?: string | null;
                        name?: string;
                        owner?: string | null;
                        starts?: string | null;
                        /** @enum {string} */
                        status?: "active" | "on-leave" | "left";
                        /** @enum {string} */
                        type: "employee" | "contractor" | "partner" | "service" | "agent";
                        zone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One identity, with where each value comes from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Key or name */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attributes: {
                                name: string;
                                observedAt: string | null;
                                source: string;
                                title: string;
                                type: string;
                                /** @description A timestamp is ISO 8601. */
                                value: unknown;
                            }[];
                            department: string | null;
                            displayName: string;
                            email: string | null;
                            end: string | null;
                            id: string;
                            lifecycle: {
                                end: string | null;
                                start: string | null;
                                /** @enum {string} */
                                state: "pre-hire" | "active" | "on-leave" | "left";
                                status: string;
                                zone: string;
                            };
                            manager: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            name: string;
                            /** @description Which source each field and attribute comes from. */
                            origins: {
                                [key: string]: {
                                    /** Format: date-time */
                                    observedAt: string;
                                    source: string;
                                };
                            };
                            owner: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            /** @description How many have it as manager or owner. */
                            reports: number;
                            start: string | null;
                            /** @enum {string} */
                            state: "pre-hire" | "active" | "on-leave" | "left";
                            title: string | null;
                            /** @enum {string} */
                            type: "employee" | "contractor" | "partner" | "service" | "agent";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an identity that was registered here; null takes a value back */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Key or name */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributes?: {
                            [key: string]: string | number | boolean | null | string[];
                        };
                        displayName?: string;
                        email?: string | null;
                        ends?: string | null;
                        manager?: string | null;
                        owner?: string | null;
                        starts?: string | null;
                        /** @enum {string} */
                        status?: "active" | "on-leave" | "left";
                        zone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        trace?: never;
    };
    "/api/v1/identities/{id}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of an identity */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                correlatedBy: string | null;
                                displayName: string;
                                email: string;
                                holdings: number;
                                id: string;
                                identity: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                lastReadAt: string | null;
                                lastUsedAt: string | null;
                                madeByRemit: boolean;
                                nativeId: string;
                                receives: boolean;
                                status: string;
                                userName: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices of one identity */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                attributes: unknown;
                                compliant: boolean;
                                id: string;
                                lastSeenAt: string | null;
                                /** @description What the source calls it: a serial number, mostly. */
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                platform: string;
                                source: string;
                                /** @description Silent for thirty days or more. */
                                stale: boolean;
                                /** @enum {string} */
                                trust: "unknown" | "registered" | "managed" | "compliant";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an identity holds and why, now or at a past moment */
        get: {
            parameters: {
                query?: {
                    at?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was known of it when, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description Key or name */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                changes: {
                                    after: unknown;
                                    before: unknown;
                                    field: string;
                                    source: string | null;
                                }[];
                                /** Format: date-time */
                                from: string;
                                /** @enum {string} */
                                state: "pre-hire" | "active" | "on-leave" | "left";
                                until: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assignments and exclusions of an identity */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identities/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an identity, and how many grants it had */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused import take away exactly what it showed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hash: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            job: string;
                            run: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a longer work has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description An action, or a family: `identity.*` */
                    action?: string;
                    actor?: string;
                    cursor?: string;
                    from?: string;
                    limit?: number;
                    q?: string;
                    subject?: string;
                    subjectKind?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                action: string;
                                actor: {
                                    kind: string;
                                    name: string;
                                };
                                /** Format: date-time */
                                at: string;
                                cause: string | null;
                                detail: unknown;
                                id: string;
                                /** @description Place in the tree; null for the moment before it is sequenced. */
                                leafIndex: number | null;
                                sentence: string;
                                subject: {
                                    id: string;
                                    kind: string;
                                };
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            action: string;
                            actor: {
                                kind: string;
                                name: string;
                            };
                            /** Format: date-time */
                            at: string;
                            cause: string | null;
                            detail: unknown;
                            id: string;
                            /** @description Place in the tree; null for the moment before it is sequenced. */
                            leafIndex: number | null;
                            sentence: string;
                            subject: {
                                id: string;
                                kind: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest signed checkpoint (C2SP note) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the whole ledger and say what does not hold */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Operations, newest first */
        get: {
            parameters: {
                query?: {
                    application?: string;
                    cursor?: string;
                    /** @description Name or id */
                    identity?: string;
                    limit?: number;
                    q?: string;
                    state?: "open" | "waiting" | "running" | "later" | "unknown" | "done" | "verified" | "declined" | "manual" | "superseded";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                account: {
                                    id: string;
                                    userName: string;
                                } | null;
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                attempts: number;
                                cause: string | null;
                                causeEntry: string;
                                createdAt: string;
                                entitlement: {
                                    id: string;
                                    name: string;
                                    title: string;
                                } | null;
                                id: string;
                                identity: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                instructions: string | null;
                                kind: string;
                                lastOutcome: string | null;
                                nextTryAt: string | null;
                                settledAt: string | null;
                                state: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One operation: what was asked, what came of it, and why it was asked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                id: string;
                                userName: string;
                            } | null;
                            application: {
                                id: string;
                                name: string;
                                title: string;
                            };
                            asked: unknown;
                            attempts: number;
                            cause: string | null;
                            causeEntry: string;
                            createdAt: string;
                            entitlement: {
                                id: string;
                                name: string;
                                title: string;
                            } | null;
                            history: {
                                action: string;
                                actor: string;
                                at: string;
                                why: string | null;
                            }[];
                            id: string;
                            identity: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            instructions: string | null;
                            kind: string;
                            lastOutcome: string | null;
                            nextTryAt: string | null;
                            said: unknown;
                            settledAt: string | null;
                            state: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it was done by hand; the next import looks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What was done, and where it can be seen */
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the target again, now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave it undone, with a reason */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who runs Remit */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /** Add an operator */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        displayName: string;
                        /** Format: uuid */
                        identity?: string;
                        name: string;
                        password: string;
                        roles: ("administrator" | "auditor" | "application-owner")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Disable an operator: out at once */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What needs a decision today */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /** Compute what a change would do; nothing happens */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Changes made in the console; null removes */
                        changes?: {
                            document: ({
                                kind: string;
                                name: string;
                            } & {
                                [key: string]: unknown;
                            }) | null;
                            kind: string;
                            name: string;
                        }[];
                        /** @description The documents are all that files say: what they said before and say no more is removed */
                        complete?: boolean;
                        /** @description What files say */
                        documents?: {
                            document: {
                                kind: string;
                                name: string;
                            } & {
                                [key: string]: unknown;
                            };
                            file?: string;
                            line?: number;
                        }[];
                        /** @description Show only; nothing is kept, so it cannot be applied */
                        preview?: boolean;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One plan */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply the plan of this hash */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hash: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody a plan gives or takes something, with why */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    direction?: "gain" | "loss";
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plan to take an applied plan back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recomputations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Derive identities again; everybody when none is named */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        identities?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles, by name */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    label?: string;
                    limit?: number;
                    /** @description Name of an identity, or `nobody` */
                    owner?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                description: string | null;
                                entitlements: number;
                                id: string;
                                labels: string[];
                                managedBy: string;
                                members: number;
                                name: string;
                                owner: {
                                    displayName: string;
                                    id: string;
                                    name: string;
                                } | null;
                                risk: "low" | "medium" | "high";
                                rules: number;
                                title: string;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One role, with what it holds and the rules that give it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            containedBy: {
                                id: string;
                                name: string;
                                title: string;
                            }[];
                            description: string | null;
                            entitlements: {
                                application: {
                                    id: string;
                                    name: string;
                                    title: string;
                                };
                                id: string;
                                name: string;
                                privileged: boolean;
                                risk: "low" | "medium" | "high";
                                title: string;
                            }[];
                            id: string;
                            labels: string[];
                            managedBy: string;
                            members: number;
                            name: string;
                            owner: {
                                displayName: string;
                                id: string;
                                name: string;
                            } | null;
                            risk: "low" | "medium" | "high";
                            roles: {
                                id: string;
                                name: string;
                                title: string;
                            }[];
                            rules: {
                                id: string;
                                name: string;
                                title: string;
                            }[];
                            title: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Birthright rules */
        get: {
            parameters: {
                query?: {
                    q?: string;
                    role?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run: numbers, problems, what it would change */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                [key: string]: number;
                            };
                            endedAt: string | null;
                            file: string | null;
                            id: string;
                            job: string | null;
                            listHash: string | null;
                            mode: string;
                            problems: {
                                at: string;
                                problem: string;
                            }[];
                            /** @description What it would change, or has still to: the first 200. */
                            sample: {
                                change: string;
                                fate: unknown;
                                key: string;
                                said: unknown;
                            }[];
                            source: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** @description reading, applying, applied, unchanged, refused, paused or discarded */
                            state: string;
                            why: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nothing of a paused run happen */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let exactly the list of a paused run happen */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        listHash: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JSON Schema of every kind of document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /** Sign in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the first administrator by the one-time link */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        displayName?: string;
                        name: string;
                        password: string;
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where people and devices come from, and how their last runs went */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                absence: string;
                                connector: string;
                                lastRun: {
                                    counts: {
                                        [key: string]: number;
                                    };
                                    endedAt: string | null;
                                    file: string | null;
                                    id: string;
                                    job: string | null;
                                    listHash: string | null;
                                    mode: string;
                                    source: string;
                                    /** Format: date-time */
                                    startedAt: string;
                                    /** @description reading, applying, applied, unchanged, refused, paused or discarded */
                                    state: string;
                                    why: string | null;
                                } | null;
                                managedBy: string;
                                /** @description Of these, absent from the last whole feed. */
                                missing: number;
                                mode: string;
                                name: string;
                                rank: number;
                                /** @description Keys it tells of. */
                                records: number;
                                title: string;
                                /** @description Of these, waiting for a correlation case. */
                                waiting: number;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            absence: string;
                            connector: string;
                            document: unknown;
                            lastRun: {
                                counts: {
                                    [key: string]: number;
                                };
                                endedAt: string | null;
                                file: string | null;
                                id: string;
                                job: string | null;
                                listHash: string | null;
                                mode: string;
                                source: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** @description reading, applying, applied, unchanged, refused, paused or discarded */
                                state: string;
                                why: string | null;
                            } | null;
                            managedBy: string;
                            /** @description Of these, absent from the last whole feed. */
                            missing: number;
                            mode: string;
                            name: string;
                            rank: number;
                            /** @description Keys it tells of. */
                            records: number;
                            title: string;
                            /** @description Of these, waiting for a correlation case. */
                            waiting: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{name}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a file for a run (text/csv, at most 64 MB) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its runs, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                counts: {
                                    [key: string]: number;
                                };
                                endedAt: string | null;
                                file: string | null;
                                id: string;
                                job: string | null;
                                listHash: string | null;
                                mode: string;
                                source: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** @description reading, applying, applied, unchanged, refused, paused or discarded */
                                state: string;
                                why: string | null;
                            }[];
                            /** @description Send as `cursor` for the next window; null: this was the last. */
                            next: string | null;
                            total: number | null;
                            totalIsEstimate: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Read the source now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An uploaded file to read instead. */
                        file?: string;
                    } | null;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API tokens, without their secrets */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /** Make an API token; it is shown once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        days: number;
                        name: string;
                        permissions: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a token */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            code: string;
            detail?: string;
            problems?: {
                at: string;
                problem: string;
            }[];
            status: number;
            title: string;
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
