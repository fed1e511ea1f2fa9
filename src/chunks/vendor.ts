import { vendor, type VendorPart } from '../client/vendor.js';

const part: VendorPart = { vendor };

export default part;
