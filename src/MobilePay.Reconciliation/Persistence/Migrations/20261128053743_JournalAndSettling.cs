using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace MobilePay.Reconciliation.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class JournalAndSettling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "cause",
                table: "differences",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "differences",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_name",
                table: "differences",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "proposal_id",
                table: "differences",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "resolution",
                table: "differences",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "closings",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    report = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rejected_because = table.Column<string>(type: "text", nullable: true),
                    signature = table.Column<string>(type: "text", nullable: true),
                    key_id = table.Column<string>(type: "text", nullable: true),
                    reopened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reopened_because = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    reopened_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reopened_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closings", x => new { x.hospital_id, x.day, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "difference_notes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    difference_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    remark = table.Column<string>(type: "text", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_difference_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    difference_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(16)", maxLength: 16, nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: true),
                    item_key = table.Column<string>(type: "text", nullable: true),
                    order_no = table.Column<string>(type: "text", nullable: true),
                    memo = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reverses_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    difference_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    seal = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approvers_needed = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_because = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    proposed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_by_name = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: true),
                    cause = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    credit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    debit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    other_id = table.Column<Guid>(type: "uuid", nullable: true),
                    payee_sealed = table.Column<string>(type: "text", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal_lines",
                columns: table => new
                {
                    entry_id = table.Column<long>(type: "bigint", nullable: false),
                    line_no = table.Column<short>(type: "smallint", nullable: false),
                    account = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    debit_fen = table.Column<long>(type: "bigint", nullable: false),
                    credit_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_lines", x => new { x.entry_id, x.line_no });
                    table.CheckConstraint("ck_journal_lines_side", "(debit_fen = 0) <> (credit_fen = 0)");
                    table.ForeignKey(
                        name: "fk_journal_lines_journal_entries_entry_id",
                        column: x => x.entry_id,
                        principalTable: "journal_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "approvals",
                columns: table => new
                {
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approvals", x => new { x.proposal_id, x.by_id });
                    table.ForeignKey(
                        name: "fk_approvals_proposals_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ux_closings_live",
                table: "closings",
                columns: new[] { "hospital_id", "day" },
                unique: true,
                filter: "status in ('Proposed', 'Closed')");

            migrationBuilder.CreateIndex(
                name: "ix_difference_notes_difference_id",
                table: "difference_notes",
                column: "difference_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_difference_id",
                table: "evidence_files",
                column: "difference_id");

            migrationBuilder.CreateIndex(
                name: "ix_journal_entries_hospital_id_day",
                table: "journal_entries",
                columns: new[] { "hospital_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_entries_hospital_id_order_no",
                table: "journal_entries",
                columns: new[] { "hospital_id", "order_no" });

            migrationBuilder.CreateIndex(
                name: "ux_journal_entries_key",
                table: "journal_entries",
                columns: new[] { "hospital_id", "event", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_proposals_hospital_id_status_proposed_at",
                table: "proposals",
                columns: new[] { "hospital_id", "status", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_proposals_next_try_at",
                table: "proposals",
                column: "next_try_at",
                filter: "next_try_at is not null");

            migrationBuilder.CreateIndex(
                name: "ux_proposals_live",
                table: "proposals",
                column: "difference_id",
                unique: true,
                filter: "status in ('Waiting', 'Approved', 'Executing')");

            // Balanced when the transaction ends, and never changed after: the database itself holds to it, whatever writes.
            migrationBuilder.Sql("""
                create function journal_balanced() returns trigger language plpgsql as $$
                declare
                    entry bigint;
                    lines int;
                    off bigint;
                begin
                    if tg_table_name = 'journal_lines' then
                        entry := new.entry_id;
                    else
                        entry := new.id;
                    end if;
                    select count(*), coalesce(sum(debit_fen - credit_fen), 0) into lines, off
                        from journal_lines where entry_id = entry;
                    if lines < 2 or off <> 0 then
                        raise exception 'Journal entry % has % lines and is off by % fen', entry, lines, off
                            using errcode = 'check_violation', constraint = 'ck_journal_balanced';
                    end if;
                    return null;
                end $$;
                create constraint trigger ct_journal_entries_balanced after insert on journal_entries
                    deferrable initially deferred for each row execute function journal_balanced();
                create constraint trigger ct_journal_lines_balanced after insert on journal_lines
                    deferrable initially deferred for each row execute function journal_balanced();

                create function append_only() returns trigger language plpgsql as $$
                begin
                    raise exception 'Table % is append-only', tg_table_name
                        using errcode = 'restrict_violation', constraint = 'ck_append_only';
                end $$;
                create trigger tr_journal_entries_append_only before update or delete or truncate on journal_entries
                    for each statement execute function append_only();
                create trigger tr_journal_lines_append_only before update or delete or truncate on journal_lines
                    for each statement execute function append_only();
                create trigger tr_difference_notes_append_only before update or delete or truncate on difference_notes
                    for each statement execute function append_only();
                create trigger tr_evidence_files_append_only before update or delete or truncate on evidence_files
                    for each statement execute function append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop function journal_balanced cascade;
                drop function append_only cascade;
                """);

            migrationBuilder.DropTable(
                name: "approvals");

            migrationBuilder.DropTable(
                name: "closings");

            migrationBuilder.DropTable(
                name: "difference_notes");

            migrationBuilder.DropTable(
                name: "evidence_files");

            migrationBuilder.DropTable(
                name: "journal_lines");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "journal_entries");

            migrationBuilder.DropColumn(
                name: "cause",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "owner_name",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "proposal_id",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "resolution",
                table: "differences");
        }
    }
}
