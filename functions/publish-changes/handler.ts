// wiring follows
export const handler = async (): Promise<void> => {};
