// The version of the program, put in by the build from package.json.
declare const MEDIMAGECLEANER_VERSION: string | undefined;

export const version: string = typeof MEDIMAGECLEANER_VERSION === 'string' ? MEDIMAGECLEANER_VERSION : '0.0.0';
