//! How lists of schools call things.

use crate::school::{Column, Level};

/// The stages; the first name is the one that we write.
pub(crate) const LEVELS: [(Level, &[&str]); 4] = [
    (Level::Kindergarten, &["อนุบาล", "ก่อนประถมศึกษา"]),
    (Level::Primary, &["ประถมศึกษา"]),
    (Level::LowerSecondary, &["มัธยมศึกษาตอนต้น", "มัธยมต้น"]),
    (Level::UpperSecondary, &["มัธยมศึกษาตอนปลาย", "มัธยมปลาย"]),
];

/// The headings of columns, in small letters and without spaces.
pub(crate) const HEADINGS: [(Column, &[&str]); 12] = [
    (Column::Code, &["school_id", "school_code", "รหัสโรงเรียน", "รหัสโรงเรียน10หลัก", "รหัสสถานศึกษา"]),
    (Column::Name, &["name_th", "school_name", "ชื่อโรงเรียน", "ชื่อสถานศึกษา", "โรงเรียน"]),
    (Column::Levels, &["levels", "ระดับชั้น", "ระดับการศึกษา", "ระดับที่เปิดสอน"]),
    (Column::District, &["district_code", "รหัสเขต", "รหัสเขตพื้นที่", "รหัสสพท.", "รหัสเขตพื้นที่การศึกษา"]),
    (Column::Province, &["province_th", "province", "จังหวัด"]),
    (Column::Amphoe, &["amphoe_th", "amphoe", "อำเภอ", "อำเภอ/เขต"]),
    (Column::Tambon, &["tambon_th", "tambon", "ตำบล", "ตำบล/แขวง"]),
    (Column::Lat, &["lat", "latitude", "ละติจูด"]),
    (Column::Lon, &["lon", "lng", "longitude", "ลองจิจูด"]),
    (Column::Students, &["students", "จำนวนนักเรียน", "นักเรียน"]),
    (Column::Teachers, &["teachers", "จำนวนครู", "ครู"]),
    (Column::Year, &["year", "academic_year", "ปีการศึกษา"]),
];
