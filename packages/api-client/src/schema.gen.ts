export interface paths {
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
