// Written by `npm run openapi` from the API's document. Do not edit.

export interface paths {
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get your account */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Delete your account
         * @description With your password, or with your address where you have none. Refused while you are the last owner of a workspace.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /** Change your name */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your password
         * @description Ends every session, this one too.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/sessions/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out everywhere
         * @description Ends every session of yours, this one too.
         */
        post: operations["endAccountSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the link that confirms your address again */
        post: operations["sendVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API keys */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description The answer is the only time the key is shown.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key another secret
         * @description The old one stops working at once. Only the member who made the key may.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archived-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks that were put away since they were completed long ago
         * @description Newest first. Completed tasks are put away after 90 days.
         */
        get: operations["listArchivedTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archived-tasks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a task back that was put away
         * @description With its number, its comments and those of its labels that are still there.
         */
        post: operations["restoreArchivedTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log
         * @description Newest first: who did what, and every access that was refused. Without what happened in private projects that you do not see.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the audit log
         * @description All entries that the filters let through, one a line: JSON, or CSV in which no cell is run as a formula. That it was taken is itself an entry.
         */
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a comment */
        get: operations["getComment"];
        put?: never;
        post?: never;
        /** Delete a comment of your own */
        delete: operations["deleteComment"];
        options?: never;
        head?: never;
        /** Rewrite a comment of your own */
        patch: operations["updateComment"];
        trace?: never;
    };
    "/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download everything in the workspace
         * @description One file, from which the workspace can be restored.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations that wait
         * @description Newest first, expired ones too. Accepted and revoked ones are not among them.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite people
         * @description Each address is looked at by itself: read every result's status. A link is shown this once, and mailed where the installation can send mail.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an invitation */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description A new link for another seven days, shown this once. The old one no longer works.
         */
        post: operations["resendInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description As whoever is logged in, with the token alone, or as a new account of the invited address, with a name and a password. A link works once.
         */
        post: operations["acceptInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List labels */
        get: operations["listLabels"];
        put?: never;
        /**
         * Create a label
         * @description Without a colour it gets the next of the palette.
         */
        post: operations["createLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/labels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a label */
        get: operations["getLabel"];
        put?: never;
        post?: never;
        /** Delete a label, and take it off every task */
        delete: operations["deleteLabel"];
        options?: never;
        head?: never;
        /** Rename or recolour a label */
        patch: operations["updateLabel"];
        trace?: never;
    };
    "/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description By name. `active=false` lists those who have left or were removed, for owners and admins.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a member */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Their sessions and the keys they made are refused from the next request on. What they wrote stays.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Owners alone make owners and change them. The last owner stays one.
         */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/members/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the workspace
         * @description The last owner cannot.
         */
        post: operations["leaveMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/my-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your open tasks in all projects
         * @description By due date; those without one come last.
         */
        get: operations["listMyTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/onboarding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up, or add a workspace
         * @description Makes the workspace with its first project. With a session, `companyName` alone adds a further workspace to the account.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get this document */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to set a new password
         * @description The same answer whether there is such an account or not.
         */
        post: operations["createPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with the token of the link */
        post: operations["confirmPasswordResets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Those you may see: a private project only its owner and members see.
         */
        get: operations["listProjects"];
        put?: never;
        /** Create a project */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a project */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete a project with its tasks and comments */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /**
         * Change, archive or restore a project
         * @description An archived project accepts nothing but being restored: `status: active`.
         */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/projects/{id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in a project
         * @description Newest first.
         */
        get: operations["listProjectActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a project's tasks */
        get: operations["listProjectTasks"];
        put?: never;
        /**
         * Create a task
         * @description It stands at the end of its status column and gets the project's next number.
         */
        post: operations["createProjectTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the workspace's settings */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename the workspace
         * @description Its address stays, so that links keep working.
         */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /** Delete a task with its comments */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        /**
         * Change, move or archive a task
         * @description A new status puts it at the end of that column, unless `position` says where.
         */
        patch: operations["updateTask"];
        trace?: never;
    };
    "/tasks/{id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to a task
         * @description Newest first.
         */
        get: operations["listTaskActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a task's comments */
        get: operations["listTaskComments"];
        put?: never;
        /** Comment on a task */
        post: operations["createTaskComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create, change and delete many tasks
         * @description Each operation is done by itself, in the order given, and answered in its place: one that is refused does not keep the others back.
         */
        post: operations["bulkTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deleted tasks and projects
         * @description Newest first. They can be brought back for 30 days.
         */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a task or a project for good
         * @description One that lies in the trash. It cannot be brought back.
         */
        delete: operations["deleteTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted task or project back
         * @description Under its own id, with its number or key, its comments and those of its labels that are still there; a project with its tasks. A project is brought back by those who may delete it.
         */
        post: operations["restoreTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verifications/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an e-mail address
         * @description With the token of the link that was sent to it.
         */
        post: operations["confirmVerifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description What is sent there is signed as the Standard Webhooks specification has it. The answer is the only time the secret is shown. An address in a private network is refused.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a webhook */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Delete a webhook */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Whoever changes its address is the member it acts for from then on.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a webhook's deliveries
         * @description Newest first; they are kept for 30 days.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Under the same `webhook-id`, so that the receiver can tell that it has it already.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test
         * @description Queues the message `webhook.test`; the list of deliveries says what came of it.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete the workspace in seven days
         * @description Until then it is read-only and can be kept after all.
         */
        delete: operations["deleteWorkspace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspace/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a workspace that was to be deleted */
        post: operations["restoreWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspace/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the workspace over
         * @description The member becomes an owner and you an admin. Answers with the new owner.
         */
        post: operations["transferWorkspace"];
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
        Account: {
            /** @example ada@acme.com */
            email: string;
            emailVerified: boolean;
            hasPassword: boolean;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /** @example Ada Lovelace */
            name: string;
        };
        Activity: {
            /** @example task.updated */
            action: string;
            actorId: string | null;
            /** @example Ada Lovelace */
            actorName: string;
            /**
             * @description What changed, field by field.
             * @example {
             *       "title": {
             *         "before": "Paint",
             *         "after": "Paint twice"
             *       }
             *     }
             */
            changes: {
                [key: string]: {
                    after: unknown;
                    before: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            resourceId: string;
            /** @example task */
            resourceType: string;
        };
        ApiKey: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The member who made it, and for whom it acts.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            createdById: string;
            expiresAt: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /** @description Written at most once a minute. */
            lastUsedAt: string | null;
            /** @example Nightly import */
            name: string;
            /**
             * @description What the key begins with, to tell keys apart.
             * @example pk_acme_corp_9f86d0
             */
            prefix: string;
            revokedAt: string | null;
            scopes: ("projects:read" | "projects:write" | "projects:delete" | "tasks:read" | "tasks:write" | "trash:read" | "trash:write" | "trash:delete" | "comments:write" | "labels:write" | "members:read" | "settings:read" | "settings:write" | "audit:read" | "export:read")[];
        };
        ArchivedTask: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            archivedAt: string;
            commentCount: number;
            completedAt: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description What people call it.
             * @example GET-3
             */
            key: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            projectId: string;
            /**
             * Format: uuid
             * @description The task's own id, which it has again once it is restored.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            taskId: string;
            /** @example Say hello */
            title: string;
        };
        AuditEntry: {
            /** @example task.updated */
            action: string;
            actor: {
                id: string | null;
                /** @enum {string} */
                kind: "member" | "key" | "operator" | "system" | "outsider";
                /** @example Ada Lovelace */
                name: string;
            };
            /**
             * @description Where it came from.
             * @example 192.0.2.7
             */
            address: string | null;
            /**
             * @description What changed, field by field.
             * @example {
             *       "title": {
             *         "before": "Paint",
             *         "after": "Paint twice"
             *       }
             *     }
             */
            changes: {
                [key: string]: {
                    after: unknown;
                    before: unknown;
                } & {
                    [key: string]: unknown;
                };
            };
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            projectId: string | null;
            requestId: string | null;
            resource: {
                id: string;
                /** @description What it is called now, if it is still there. */
                name: string | null;
                /** @example task */
                type: string;
            };
            /** @description Its place in the workspace's chain; null for what is older than the chain. Entries you may not see leave gaps. */
            seq: number | null;
        };
        Comment: {
            /** @description With `include=author`. */
            author?: components["schemas"]["Person"];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            authorId: string;
            /**
             * @description Markdown.
             * @example Done on Monday.
             */
            body: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            taskId: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            updatedAt: string;
        };
        Invitation: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example grace@acme.com */
            email: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            invitedBy: {
                /**
                 * Format: uuid
                 * @description A UUID; ids sort by creation.
                 * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
                 */
                id: string;
                name: string;
            } | null;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "guest";
            /**
             * @description `lapsed`: whoever invited may not do so any more. Sending it again opens it.
             * @enum {string}
             */
            state: "open" | "expired" | "lapsed";
        };
        Label: {
            /**
             * @description One of the palette's names.
             * @example pine
             */
            color: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /** @example bug */
            name: string;
        };
        Member: {
            /** @description False for somebody who has left or was removed. */
            active: boolean;
            /** @example ada@acme.com */
            email: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * Format: date-time
             * @description Since when they are in the workspace.
             */
            joinedAt: string;
            /** @example Ada Lovelace */
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "guest";
        };
        NewApiKey: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description The member who made it, and for whom it acts.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            createdById: string;
            expiresAt: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description The key itself. It is kept nowhere and cannot be shown again.
             * @example pk_acme_corp_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c
             */
            key: string;
            /** @description Written at most once a minute. */
            lastUsedAt: string | null;
            /** @example Nightly import */
            name: string;
            /**
             * @description What the key begins with, to tell keys apart.
             * @example pk_acme_corp_9f86d0
             */
            prefix: string;
            revokedAt: string | null;
            scopes: ("projects:read" | "projects:write" | "projects:delete" | "tasks:read" | "tasks:write" | "trash:read" | "trash:write" | "trash:delete" | "comments:write" | "labels:write" | "members:read" | "settings:read" | "settings:write" | "audit:read" | "export:read")[];
        };
        NewWebhook: {
            active: boolean;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description Whom it acts for: it is told of a private project if this member sees it.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            createdById: string;
            /** @description Why it was switched off, when nobody did. */
            disabledReason: string | null;
            /**
             * @description `*` stands for all.
             * @example [
             *       "task.created"
             *     ]
             */
            events: string[];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description Signs what is sent. Shown now and never again.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /** @example https://hooks.example.com/acre */
            url: string;
        };
        Onboarding: {
            /**
             * Format: uuid
             * @description Your member id in it.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            adminId: string;
            /**
             * Format: uuid
             * @description Its first project.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            projectId: string;
            /**
             * @description The workspace's address.
             * @example acme_corp
             */
            tenant: string;
        };
        Person: {
            /** @description False for somebody who has left the workspace. */
            active: boolean;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /** @example Ada Lovelace */
            name: string;
        };
        /** @description An error as RFC 9457 describes it. */
        Problem: {
            /**
             * @description For programs; stays as it is.
             * @example invalid_input
             */
            code: string;
            /**
             * @description For people.
             * @example Some fields need another look.
             */
            detail: string;
            /** @description What is wrong with which field, where fields are concerned. */
            errors?: {
                /**
                 * @description A dotted path into the input.
                 * @example title
                 */
                field: string;
                /** @example Write a title. */
                message: string;
            }[];
            /** @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60 */
            requestId: string;
            /** @example 422 */
            status: number;
            /** @example Invalid input */
            title: string;
            /** @example about:blank */
            type: string;
        };
        Project: {
            archivedAt: string | null;
            /**
             * @description One of the palette's names.
             * @example pine
             */
            color: string | null;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            description: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description Prefix of its tasks' keys.
             * @example GET
             */
            key: string;
            /** @example Getting Started */
            name: string;
            /** @description With `include=owner`. */
            owner?: components["schemas"]["Person"];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            ownerId: string;
            /** @description Seen only by its owner and those invited to it. */
            private: boolean;
            /** @enum {string} */
            status: "active" | "archived";
            /** @description Of its tasks that are neither archived nor cancelled. */
            taskCounts: {
                completed: number;
                total: number;
            };
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            updatedAt: string;
        };
        ProjectOfTask: {
            /**
             * @description One of the palette's names.
             * @example pine
             */
            color: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description Prefix of its tasks' keys.
             * @example GET
             */
            key: string;
            /** @example Getting Started */
            name: string;
            /** @enum {string} */
            status: "active" | "archived";
        };
        SentInvitation: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @example grace@acme.com */
            email: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            invitedBy: {
                /**
                 * Format: uuid
                 * @description A UUID; ids sort by creation.
                 * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
                 */
                id: string;
                name: string;
            } | null;
            /**
             * @description Shown this once.
             * @example https://acre.example.com/invite/mB3…
             */
            link: string;
            /** @description Whether it goes out by mail; if not, pass the link on yourself. */
            mailed: boolean;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "guest";
            /**
             * @description `lapsed`: whoever invited may not do so any more. Sending it again opens it.
             * @enum {string}
             */
            state: "open" | "expired" | "lapsed";
        };
        Settings: {
            /** @example ACME Corp */
            name: string;
            /**
             * @description trial or pro.
             * @example trial
             */
            plan: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            trialEnds: string;
        };
        Task: {
            archivedAt: string | null;
            /** @description With `include=assignee`. */
            assignee?: components["schemas"]["Person"] | null;
            assigneeId: string | null;
            commentCount: number;
            completedAt: string | null;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /** @description With `include=creator`. */
            creator?: components["schemas"]["Person"];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            creatorId: string;
            /** @description Markdown. */
            description: string | null;
            /**
             * @description A calendar day, in no time zone.
             * @example 2027-01-31
             */
            dueDate: string | null;
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description What people call it.
             * @example GET-3
             */
            key: string;
            labelIds: string[];
            /** @description With `include=labels`. */
            labels?: components["schemas"]["Label"][];
            number: number;
            /** @description Order within its status column, ascending. */
            position: number;
            /** @enum {string} */
            priority: "none" | "low" | "medium" | "high" | "urgent";
            /** @description With `include=project`. */
            project?: components["schemas"]["ProjectOfTask"];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            projectId: string;
            /** @enum {string} */
            status: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
            /** @example Say hello */
            title: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            updatedAt: string;
        };
        TrashItem: {
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            deletedAt: string;
            /** @description The member who deleted it. */
            deletedById: string | null;
            /**
             * Format: uuid
             * @description The task's or the project's own id, which it has again once restored.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * @description What people call a task; null for a project.
             * @example GET-3
             */
            key: string | null;
            /** @enum {string} */
            kind: "task" | "project";
            /**
             * @description A task's title or a project's name.
             * @example Say hello
             */
            name: string;
            /** @description Whose project it is; null for a task. */
            ownerId: string | null;
            /** @description That a task belongs to; null for a project. */
            project: {
                /**
                 * Format: uuid
                 * @description A UUID; ids sort by creation.
                 * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
                 */
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @description From then on it is removed for good.
             * @example 2027-01-31T09:30:00.000Z
             */
            purgedAt: string;
            /** @description How many tasks come back with a project. */
            taskCount: number;
        };
        Webhook: {
            active: boolean;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: uuid
             * @description Whom it acts for: it is told of a private project if this member sees it.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            createdById: string;
            /** @description Why it was switched off, when nobody did. */
            disabledReason: string | null;
            /**
             * @description `*` stands for all.
             * @example [
             *       "task.created"
             *     ]
             */
            events: string[];
            /**
             * Format: uuid
             * @description A UUID; ids sort by creation.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            updatedAt: string;
            /** @example https://hooks.example.com/acre */
            url: string;
        };
        WebhookDelivery: {
            attempts: number;
            /**
             * Format: date-time
             * @example 2027-01-31T09:30:00.000Z
             */
            createdAt: string;
            deliveredAt: string | null;
            /** @example task.created */
            event: string;
            /**
             * Format: uuid
             * @description Sent as `webhook-id`, the same at every attempt.
             * @example 019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60
             */
            id: string;
            lastError: string | null;
            /** @description The HTTP status of the last answer. */
            lastStatus: number | null;
            /** @description When it is tried again. */
            nextAt: string | null;
            /** @description What is sent; null when it is about a private project that you do not see. */
            payload: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
        };
        WorkspaceFate: {
            /** @description Null when it stays. */
            deleteAt: string | null;
            /** @example acme_corp */
            slug: string;
        };
    };
    responses: {
        /** @description The request is malformed: no JSON, or no workspace named. */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No session or key, or one that no longer counts. */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not an active member, a role or scope too low, or no such workspace: all alike. */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such record in this workspace: unknown, foreign and malformed ids alike. */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The name, address or key is taken, or the record's state does not allow it. */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Somebody else changed the record since the `If-Match` you gave. */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body has more than 1 MB. */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not declared as JSON. */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Fields are wrong; `errors` names each. */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The workspace is suspended or read-only. */
        Problem423: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Over a limit; wait as long as `Retry-After` says. */
        Problem429: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The workspace is being moved or is busy; try again after `Retry-After`. */
        Problem503: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Problem401"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a sentence is good"
                 *     }
                 */
                "application/json": {
                    confirmEmail?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Lovelace"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "a sentence is good",
                 *       "newPassword": "another long sentence"
                 *     }
                 */
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    endAccountSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    sendVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken on. */
            202: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKeys: components["schemas"]["ApiKey"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nightly import",
                 *       "scopes": [
                 *         "projects:read",
                 *         "tasks:write"
                 *       ]
                 *     }
                 */
                "application/json": {
                    expiresAt?: string | null;
                    name: string;
                    scopes: ("projects:read" | "projects:write" | "projects:delete" | "tasks:read" | "tasks:write" | "trash:read" | "trash:write" | "trash:delete" | "comments:write" | "labels:write" | "members:read" | "settings:read" | "settings:write" | "audit:read" | "export:read")[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listArchivedTasks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                projectId?: string;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        archivedTasks: components["schemas"]["ArchivedTask"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    restoreArchivedTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Only this action, such as `task.updated`, or all that begin with it, such as `task`. */
                action?: string;
                /** @description Only what this member, key or account did. */
                actor?: string;
                cursor?: string;
                /** @description From this day (UTC) or instant on. */
                from?: string;
                limit?: number;
                /** @description Only what concerns the record with this id. */
                resource?: string;
                /** @description Up to the end of this day (UTC), or to this instant. */
                to?: string;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getAuditExport: {
        parameters: {
            query?: {
                /** @description Only this action, such as `task.updated`, or all that begin with it, such as `task`. */
                action?: string;
                /** @description Only what this member, key or account did. */
                actor?: string;
                format?: "ndjson" | "csv";
                /** @description From this day (UTC) or instant on. */
                from?: string;
                /** @description Only what concerns the record with this id. */
                resource?: string;
                /** @description Up to the end of this day (UTC), or to this instant. */
                to?: string;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getComment: {
        parameters: {
            query?: {
                /** @description Related records to put beside each: author, with commas between. */
                include?: string;
            };
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            412: components["responses"]["Problem412"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Done on Tuesday."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitations: components["schemas"]["Invitation"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "emails": [
                 *         "grace@acme.com",
                 *         "alan@acme.com"
                 *       ],
                 *       "role": "member"
                 *     }
                 */
                "application/json": {
                    emails: string[];
                    /**
                     * @default member
                     * @enum {string}
                     */
                    role?: "owner" | "admin" | "member" | "guest";
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitations: {
                            /**
                             * @description As it was written.
                             * @example grace@acme.com
                             */
                            email: string;
                            /** @description The invitation, if one was made. */
                            id: string | null;
                            link: string | null;
                            /** @description Why it was not invited. */
                            message: string | null;
                            /** @enum {string} */
                            status: "invited" | "already_member" | "already_invited" | "invalid" | "not_allowed";
                        }[];
                        /** @description Whether it goes out by mail; if not, pass the link on yourself. */
                        mailed: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    resendInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentInvitation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    acceptInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "mB3-the-last-part-of-the-link",
                 *       "name": "Grace Hopper",
                 *       "password": "a sentence is good"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    password?: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The workspace's address.
                         * @example acme_corp
                         */
                        tenant: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listLabels: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                sort?: "name" | "-name";
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        labels: components["schemas"]["Label"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key within 24 hours, it makes nothing and answers the same. */
                "Idempotency-Key"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "bug",
                 *       "color": "rust"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    color?: "pine" | "marigold" | "violet" | "blue" | "rust" | "rose" | "moss" | "slate";
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description `true` when it was done before. */
                    "Idempotency-Replayed"?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            412: components["responses"]["Problem412"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "color": "moss"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    color?: "pine" | "marigold" | "violet" | "blue" | "rust" | "rose" | "moss" | "slate";
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                active?: "true" | "false";
                cursor?: string;
                limit?: number;
                role?: "owner" | "admin" | "member" | "guest";
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        members: components["schemas"]["Member"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            412: components["responses"]["Problem412"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "guest";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    leaveMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listMyTasks: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Related records to put beside each: labels, assignee, creator, project, with commas between. */
                include?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                        tasks: components["schemas"]["Task"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "companyName": "ACME Corp",
                 *       "name": "Ada",
                 *       "email": "ada@acme.com",
                 *       "password": "a sentence is good"
                 *     }
                 */
                "application/json": {
                    companyName: string;
                    email: string;
                    name: string;
                    password: string;
                } | {
                    companyName: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@acme.com"
                 *     }
                 */
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description Taken on. */
            202: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmPasswordResets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "the-token-from-the-link",
                 *       "password": "another long sentence"
                 *     }
                 */
                "application/json": {
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Related records to put beside each: owner, with commas between. */
                include?: string;
                limit?: number;
                owner?: "me" | string;
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "name" | "-name";
                status?: "active" | "archived";
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                        projects: components["schemas"]["Project"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key within 24 hours, it makes nothing and answers the same. */
                "Idempotency-Key"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Website relaunch",
                 *       "key": "WEB",
                 *       "color": "pine"
                 *     }
                 */
                "application/json": {
                    color?: ("pine" | "marigold" | "violet" | "blue" | "rust" | "rose" | "moss" | "slate") | null;
                    description?: string | null;
                    /**
                     * @description 2 to 6 letters or digits, a letter first; kept in capitals.
                     * @example WEB
                     */
                    key?: string;
                    name: string;
                    private?: boolean;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description `true` when it was done before. */
                    "Idempotency-Replayed"?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getProject: {
        parameters: {
            query?: {
                /** @description Related records to put beside each: owner, with commas between. */
                include?: string;
            };
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            412: components["responses"]["Problem412"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Website relaunch 2027"
                 *     }
                 */
                "application/json": {
                    color?: ("pine" | "marigold" | "violet" | "blue" | "rust" | "rose" | "moss" | "slate") | null;
                    description?: string | null;
                    /**
                     * @description 2 to 6 letters or digits, a letter first; kept in capitals.
                     * @example WEB
                     */
                    key?: string;
                    name?: string;
                    private?: boolean;
                    /** @enum {string} */
                    status?: "active" | "archived";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listProjectActivity: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activity: components["schemas"]["Activity"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listProjectTasks: {
        parameters: {
            query?: {
                archived?: "true" | "false";
                assignee?: "me" | "none" | string;
                cursor?: string;
                dueFrom?: string;
                dueTo?: string;
                /** @description Related records to put beside each: labels, assignee, creator, project, with commas between. */
                include?: string;
                label?: string;
                limit?: number;
                priority?: "none" | "low" | "medium" | "high" | "urgent";
                query?: string;
                sort?: "position" | "-position" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "dueDate" | "-dueDate";
                status?: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
                updatedSince?: string;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                        tasks: components["schemas"]["Task"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createProjectTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key within 24 hours, it makes nothing and answers the same. */
                "Idempotency-Key"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Say hello",
                 *       "status": "todo",
                 *       "priority": "high",
                 *       "dueDate": "2027-01-31"
                 *     }
                 */
                "application/json": {
                    assigneeId?: string | null;
                    description?: string | null;
                    dueDate?: string | null;
                    labelIds?: string[];
                    /** @enum {string} */
                    priority?: "none" | "low" | "medium" | "high" | "urgent";
                    /** @enum {string} */
                    status?: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
                    title: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description `true` when it was done before. */
                    "Idempotency-Replayed"?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "ACME Corporation"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getTask: {
        parameters: {
            query?: {
                /** @description Related records to put beside each: labels, assignee, creator, project, with commas between. */
                include?: string;
            };
            header?: {
                /** @description The `ETag` you have: answered 304 while the record is still as it says. */
                "If-None-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description As you have it already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            412: components["responses"]["Problem412"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` you read: refused with 412 unless the record is still as it says. */
                "If-Match"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "in_progress",
                 *       "assigneeId": null
                 *     }
                 */
                "application/json": {
                    archived?: boolean;
                    assigneeId?: string | null;
                    description?: string | null;
                    dueDate?: string | null;
                    labelIds?: string[];
                    position?: {
                        /** Format: uuid */
                        after?: string;
                        /** Format: uuid */
                        before?: string;
                    };
                    /** @enum {string} */
                    priority?: "none" | "low" | "medium" | "high" | "urgent";
                    /** @enum {string} */
                    status?: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTaskActivity: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activity: components["schemas"]["Activity"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTaskComments: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Related records to put beside each: author, with commas between. */
                include?: string;
                limit?: number;
                sort?: "createdAt" | "-createdAt";
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: components["schemas"]["Comment"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createTaskComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again under the same key within 24 hours, it makes nothing and answers the same. */
                "Idempotency-Key"?: string;
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Done on **Monday**."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description What the record is like now, for `If-Match`. */
                    ETag?: string;
                    /** @description `true` when it was done before. */
                    "Idempotency-Replayed"?: string;
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    bulkTasks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "operations": [
                 *         {
                 *           "op": "create",
                 *           "projectId": "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f60",
                 *           "title": "Say hello"
                 *         },
                 *         {
                 *           "op": "update",
                 *           "id": "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f61",
                 *           "status": "completed"
                 *         },
                 *         {
                 *           "op": "delete",
                 *           "id": "019a9b1e-7c40-7d3a-9f6e-2b8c1d4e5f62"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    operations: ({
                        assigneeId?: string | null;
                        description?: string | null;
                        dueDate?: string | null;
                        labelIds?: string[];
                        /** @constant */
                        op: "create";
                        /** @enum {string} */
                        priority?: "none" | "low" | "medium" | "high" | "urgent";
                        projectId: string;
                        /** @enum {string} */
                        status?: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
                        title: string;
                    } | {
                        archived?: boolean;
                        assigneeId?: string | null;
                        description?: string | null;
                        dueDate?: string | null;
                        id: string;
                        labelIds?: string[];
                        /** @constant */
                        op: "update";
                        position?: {
                            /** Format: uuid */
                            after?: string;
                            /** Format: uuid */
                            before?: string;
                        };
                        /** @enum {string} */
                        priority?: "none" | "low" | "medium" | "high" | "urgent";
                        /** @enum {string} */
                        status?: "backlog" | "todo" | "in_progress" | "in_review" | "completed" | "cancelled";
                        title?: string;
                    } | {
                        id: string;
                        /** @constant */
                        op: "delete";
                    })[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            /** @description Of the task, where the operation was done. */
                            id?: string;
                            /** @description Why the operation was refused. */
                            problem?: components["schemas"]["Problem"];
                            /**
                             * @description What it would have been answered alone.
                             * @example 201
                             */
                            status: number;
                            task?: components["schemas"]["Task"];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listTrash: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                        trash: components["schemas"]["TrashItem"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteTrash: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    restoreTrash: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null when a task came back. */
                        project: components["schemas"]["Project"] | null;
                        /** @description Null when a project came back. */
                        task: components["schemas"]["Task"] | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    confirmVerifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "the-token-from-the-link"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/acre",
                 *       "events": [
                 *         "task.created",
                 *         "task.updated"
                 *       ]
                 *     }
                 */
                "application/json": {
                    events: ("*" | "project.created" | "project.updated" | "project.archived" | "project.restored" | "project.deleted" | "project.purged" | "project.member_added" | "task.created" | "task.updated" | "task.archived" | "task.restored" | "task.deleted" | "task.purged" | "comment.created" | "comment.updated" | "comment.deleted" | "label.created" | "label.updated" | "label.deleted" | "member.added" | "member.joined" | "member.renamed" | "member.role_changed" | "member.removed" | "member.left" | "invitation.created" | "invitation.resent" | "invitation.revoked" | "key.created" | "key.rotated" | "key.revoked" | "settings.updated" | "settings.plan_changed" | "workspace.exported" | "workspace.downloaded" | "workspace.copied" | "workspace.deletion_requested" | "workspace.deletion_cancelled" | "workspace.impersonation_started" | "workspace.impersonation_elevated" | "audit.exported" | "access.refused" | "webhook.created" | "webhook.updated" | "webhook.deleted" | "webhook.disabled")[];
                    url: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "active": false
                 *     }
                 */
                "application/json": {
                    active?: boolean;
                    events?: ("*" | "project.created" | "project.updated" | "project.archived" | "project.restored" | "project.deleted" | "project.purged" | "project.member_added" | "task.created" | "task.updated" | "task.archived" | "task.restored" | "task.deleted" | "task.purged" | "comment.created" | "comment.updated" | "comment.deleted" | "label.created" | "label.updated" | "label.deleted" | "member.added" | "member.joined" | "member.renamed" | "member.role_changed" | "member.removed" | "member.left" | "invitation.created" | "invitation.resent" | "invitation.revoked" | "key.created" | "key.rotated" | "key.revoked" | "settings.updated" | "settings.plan_changed" | "workspace.exported" | "workspace.downloaded" | "workspace.copied" | "workspace.deletion_requested" | "workspace.deletion_cancelled" | "workspace.impersonation_started" | "workspace.impersonation_elevated" | "audit.exported" | "access.refused" | "webhook.created" | "webhook.updated" | "webhook.deleted" | "webhook.disabled")[];
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["WebhookDelivery"][];
                        /** @description Give it as `cursor` to get the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                deliveryId: string;
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path: {
                /** @description The id of a record. One that is no UUID is answered as one nobody has. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirm": "acme_corp"
                 *     }
                 */
                "application/json": {
                    confirm: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceFate"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    restoreWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceFate"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    transferWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace's address, such as acme_corp. Needed with a session; a key knows its own. */
                "X-Tenant"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "memberId": "01920000-0000-7000-8000-000000000000"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    memberId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Requests a key may make in its window. */
                    "RateLimit-Limit"?: number;
                    /** @description What is left of them. */
                    "RateLimit-Remaining"?: number;
                    /** @description Seconds until they are back. */
                    "RateLimit-Reset"?: number;
                    /** @description Names this request in logs. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            423: components["responses"]["Problem423"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
}
