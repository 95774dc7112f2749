import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.patch(
    Uri.parse('https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'scheduled_at_millis': 1760007200000,
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
