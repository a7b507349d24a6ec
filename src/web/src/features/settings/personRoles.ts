export const roles = { rep: 'Rep', manager: 'Manager', admin: 'Administrator' } as const;
