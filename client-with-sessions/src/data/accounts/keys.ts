/** The keys of what the cache holds of accounts: one factory a noun. */
export const currentUserKeys = { all: ['current-user'] as const };
export const instanceKeys = { all: ['instance'] as const };
export const sessionKeys = { all: ['sessions'] as const };
export const userKeys = { all: ['users'] as const };
