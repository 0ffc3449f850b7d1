/** Where the site stands on its host: BASE_PATH with a slash at both ends, as which it is also understood without. */
export const basePath = `/${process.env.BASE_PATH ?? ''}/`.replace(/\/+/g, '/');
