-- As what somebody asked, answered or took back: appointments change later. NULL in rows from before.

ALTER TABLE progress_remark ADD COLUMN role TEXT
    CHECK (role IN ('DR', 'DD', 'RV', 'BO', 'ME', 'ML', 'EX', 'AD'));
