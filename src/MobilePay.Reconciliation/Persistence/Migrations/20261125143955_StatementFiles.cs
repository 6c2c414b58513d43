using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Reconciliation.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StatementFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A statement's or hand-over's bytes in parts, so that reading or writing one of any length needs the same memory.
            migrationBuilder.Sql("""
                create table source_parts (
                    source_id uuid not null,
                    part_no int not null,
                    bytes bytea not null,
                    primary key (source_id, part_no)
                );

                -- Packed as they come, or long: packing them once more takes longer than reading them.
                alter table source_parts alter column bytes set storage external;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table source_parts");
        }
    }
}
