import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.get(Uri.parse('https://api.hexclave.com/api/v1/auth/oauth/authorize/github?client_id=6fbbf22e-f4b2-4c6e-95a1-beab6fa41063&client_secret=__stack_public_client__&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback&scope=legacy&state=state-placeholder&grant_type=authorization_code&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&response_type=code'));
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
